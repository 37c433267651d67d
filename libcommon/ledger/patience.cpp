#include "ledger/patience.h"

#include <algorithm>
#include <thread>

#include <unistd.h>

namespace mdm::ledger {
namespace {

using Clock = std::chrono::steady_clock;

// In milliseconds.
constexpr double first_pause = 2;
constexpr double longest_pause = 250;
constexpr double growth = 1.5;

} // namespace

Patience::Patience(std::chrono::milliseconds limit)
    : end_(Clock::now() + limit), dice_(static_cast<std::minstd_rand::result_type>(::getpid())),
      longest_(first_pause)
{
}

bool Patience::pause()
{
    const std::chrono::duration<double, std::milli> length(
        std::uniform_real_distribution<>(longest_ / 2, longest_)(dice_));
    longest_ = std::min(longest_ * growth, longest_pause);
    if (Clock::now() + length > end_)
        return false;
    std::this_thread::sleep_for(length);
    return true;
}

} // namespace mdm::ledger
