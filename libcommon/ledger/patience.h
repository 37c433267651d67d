#pragma once

#include <chrono>
#include <random>

namespace mdm::ledger {

/// How long a call goes on trying, from now on.
class Patience {
public:
    explicit Patience(std::chrono::milliseconds limit);

    /// Waits before another try, a while that grows, and differs from process to process, so that
    /// those which got in each other's way do not meet again. False when there is no time left.
    bool pause();

private:
    std::chrono::steady_clock::time_point end_;
    std::minstd_rand dice_;
    double longest_;
};

} // namespace mdm::ledger
