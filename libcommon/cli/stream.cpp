#include "cli/stream.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace mdm::cli {
namespace {

constexpr std::size_t chunk = 256UL * 1024;

Error system_error(std::string_view what)
{
    return {Errc::environment, std::string(what) + ": " + std::generic_category().message(errno)};
}

Error too_long(std::string_view what, std::size_t limit)
{
    return {Errc::malformed,
            std::string(what) + " is longer than the limit of " + std::to_string(limit) + " bytes"};
}

} // namespace

/// Reads once. False at the end of the input.
Result<bool> Input::fill()
{
    if (ended_)
        return false;
    buffer_.erase(0, start_);
    searched_ -= std::min(searched_, start_);
    start_ = 0;
    const std::size_t held = buffer_.size();
    buffer_.resize(held + chunk);
    ssize_t count = 0;
    do
        count = ::read(fd_, buffer_.data() + held, chunk);
    while (count < 0 && errno == EINTR);
    buffer_.resize(held + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0)
        return system_error("cannot read standard input");
    ended_ = count == 0;
    return !ended_;
}

Result<std::string> Input::read_all(std::size_t limit)
{
    for (;;) {
        if (buffer_.size() - start_ > limit)
            return too_long("the input", limit);
        if (!TRY(fill()))
            return std::exchange(buffer_, {}).substr(std::exchange(start_, 0));
    }
}

Result<std::string> Input::read_exactly(std::size_t count)
{
    while (buffer_.size() - start_ < count) {
        const std::size_t held = buffer_.size() - start_;
        if (!TRY(fill()))
            return Error{Errc::malformed, "the input ends after " + std::to_string(held) + " of " +
                                              std::to_string(count) + " bytes"};
    }
    std::string taken = buffer_.substr(start_, count);
    start_ += count;
    searched_ = start_;
    return taken;
}

void Input::skip(std::size_t count)
{
    for (;;) {
        const std::size_t held = std::min(buffer_.size() - start_, count);
        start_ += held;
        searched_ = start_;
        count -= held;
        if (count == 0)
            return;
        const auto more = fill();
        if (!more || !*more)
            return;
    }
}

Result<std::optional<std::string_view>> Input::next_line(std::size_t limit)
{
    for (;;) {
        const auto feed = buffer_.find('\n', std::max(start_, searched_));
        const std::size_t end = feed == std::string::npos ? buffer_.size() : feed;
        if (end - start_ > limit)
            return too_long("a line", limit);
        if (feed != std::string::npos) {
            const auto line = std::string_view(buffer_).substr(start_, feed - start_);
            start_ = searched_ = feed + 1;
            return std::optional(line);
        }
        searched_ = buffer_.size();
        if (TRY(fill()))
            continue;
        if (start_ == buffer_.size())
            return std::optional<std::string_view>{};
        const auto line = std::string_view(buffer_).substr(start_);
        start_ = searched_ = buffer_.size();
        return std::optional(line);
    }
}

Result<Secret> Input::secret_line(std::size_t limit)
{
    assert(buffer_.empty());
    // Wiped when it goes; never longer than what was reserved, so never moved.
    std::string line;
    line.reserve(limit + 1);
    char byte = 0;
    ssize_t count = 0;
    for (;;) {
        count = ::read(fd_, &byte, 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0 || byte == '\n' || line.size() > limit)
            break;
        line += byte;
    }
    Secret secret(line);
    wipe(line);
    if (count < 0)
        return system_error("cannot read standard input");
    if (count == 0 && secret.empty())
        return Error{Errc::malformed, "standard input is empty, expected one line"};
    if (secret.reveal().size() > limit)
        return too_long("the first line", limit);
    return secret;
}

bool Input::line_is_waiting()
{
    for (;;) {
        if (buffer_.find('\n', std::max(start_, searched_)) != std::string::npos)
            return true;
        searched_ = buffer_.size();
        pollfd entry{fd_, POLLIN, 0};
        if (ended_ || ::poll(&entry, 1, 0) <= 0 || (entry.revents & POLLIN) == 0)
            return false;
        const auto more = fill();
        if (!more || !*more)
            return false;
    }
}

bool Input::is_terminal() const
{
    return ::isatty(fd_) == 1;
}

void Input::widen_pipe(int bytes)
{
    ::fcntl(fd_, F_SETPIPE_SZ, bytes);
}

Result<void> Output::flush()
{
    std::string_view rest = buffer_;
    while (!rest.empty()) {
        const ssize_t count = ::write(fd_, rest.data(), rest.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            auto error = system_error("cannot write the output");
            buffer_.clear();
            return error;
        }
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
    buffer_.clear();
    return {};
}

bool Output::is_terminal() const
{
    return ::isatty(fd_) == 1;
}

std::optional<std::size_t> Output::columns() const
{
    winsize size{};
    if (::ioctl(fd_, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return std::nullopt;
    return size.ws_col;
}

} // namespace mdm::cli
