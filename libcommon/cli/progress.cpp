#include "cli/progress.h"

#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

namespace mdm::cli {
namespace {

constexpr std::size_t width = 30;
constexpr std::chrono::milliseconds between{100};

void write_out(const std::string& text)
{
    // A terminal that is gone is no reason to stop.
    if (::write(STDERR_FILENO, text.data(), text.size()) < 0)
        return;
}

} // namespace

bool Progress::wanted()
{
    return ::isatty(STDERR_FILENO) == 1;
}

void Progress::show(std::size_t done)
{
    const auto now = std::chrono::steady_clock::now();
    if (now - shown_ < between)
        return;
    shown_ = now;
    visible_ = true;
    write_out("\r" + progress_line(done, total_, now - begun_) + "\x1B[K");
}

void Progress::clear()
{
    if (visible_)
        write_out("\r\x1B[K");
    visible_ = false;
}

std::string progress_line(std::size_t done, std::size_t total, std::chrono::duration<double> spent)
{
    // More may have come since they were counted.
    const std::size_t all = std::max<std::size_t>({total, done, 1});
    const std::size_t full = done * width / all;
    const double rate = spent.count() > 0 ? static_cast<double>(done) / spent.count() : 0;
    return fmt::format("[{}{}] {:3}% {}/{} {:.0f}/s", std::string(full, '#'),
                       std::string(width - full, ' '), done * 100 / all, done, all, rate);
}

} // namespace mdm::cli
