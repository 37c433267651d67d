#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace mdm::cli {

/// A bar on standard error that tells how far a long run is: only where that is a terminal, at most
/// ten times a second, and gone when the run is done.
class Progress {
public:
    /// Whether there is somebody to look at it.
    [[nodiscard]] static bool wanted();

    explicit Progress(std::size_t total) : total_(total) {}
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() { clear(); }

    /// `more` stands behind the bar, as far as the terminal is wide enough.
    void show(std::size_t done, std::string_view more = {});
    /// Takes the bar away, so that a message can be written.
    void clear();

private:
    std::size_t total_;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point shown_ = {};
    bool visible_ = false;
};

/// The line that is shown, without its end: a bar of so many characters, the percentage, the count
/// and the rate.
std::string progress_line(std::size_t done, std::size_t total, std::chrono::duration<double> spent,
                          std::size_t width = 30);

} // namespace mdm::cli
