#include "cli/progress.h"

#include "core/text.h"

#include <algorithm>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace mdm::cli {
namespace {

constexpr std::size_t narrow = 12; ///< a bar that leaves room for more
constexpr std::chrono::milliseconds between{100};

std::size_t columns_of_terminal()
{
    winsize size{};
    const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : 80;
}

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

void Progress::show(std::size_t done, std::string_view more)
{
    const auto now = std::chrono::steady_clock::now();
    if (now - shown_ < between)
        return;
    shown_ = now;
    visible_ = true;
    std::string line = more.empty() ? progress_line(done, total_, now - begun_)
                                    : progress_line(done, total_, now - begun_, narrow) + "  ";
    line += more;
    // What reaches the edge would begin a second line, which nothing takes away.
    write_out("\r" + printable(line, columns_of_terminal() - 1) + "\x1B[K");
}

void Progress::clear()
{
    if (visible_)
        write_out("\r\x1B[K");
    visible_ = false;
}

std::string progress_line(std::size_t done, std::size_t total, std::chrono::duration<double> spent,
                          std::size_t width)
{
    // More may have come since they were counted.
    const std::size_t all = std::max<std::size_t>({total, done, 1});
    const std::size_t full = done * width / all;
    const double rate = spent.count() > 0 ? static_cast<double>(done) / spent.count() : 0;
    return fmt::format("[{}{}] {:3}% {}/{} {:.0f}/s", std::string(full, '#'),
                       std::string(width - full, ' '), done * 100 / all, done, all, rate);
}

} // namespace mdm::cli
