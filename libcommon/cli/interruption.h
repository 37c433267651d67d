#pragma once

namespace mdm::cli {

/// While there is one, SIGINT and SIGTERM do not end the process but are noted, so that what was
/// begun can be finished. Each takes its usual effect when it comes a second time.
class Interruption {
public:
    Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    ~Interruption();

    [[nodiscard]] static bool requested();
};

} // namespace mdm::cli
