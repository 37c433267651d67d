#include "cli/prompt.h"

#include "core/descriptor.h"
#include "core/file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

namespace mdm::cli {
namespace {

constexpr std::size_t line_limit = 4096; // what the kernel keeps of a typed line (termios(3))
constexpr std::size_t token_limit = 65536;
constexpr const char* terminal = "/dev/tty";

/// Holds back the signals that a person sends from the keyboard, and those that end a session, for
/// as long as it lives. `waiting` becomes readable when one came.
class HeldSignals {
public:
    HeldSignals() : held_(set()), waiting_(::signalfd(-1, &held_, SFD_CLOEXEC))
    {
        ::sigprocmask(SIG_BLOCK, &held_, &before_);
    }
    HeldSignals(const HeldSignals&) = delete;
    HeldSignals& operator=(const HeldSignals&) = delete;
    ~HeldSignals() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }
    [[nodiscard]] int waiting() const { return waiting_.get(); }

private:
    static sigset_t set()
    {
        sigset_t signals;
        ::sigemptyset(&signals);
        for (const int signal : {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP})
            ::sigaddset(&signals, signal);
        return signals;
    }
    sigset_t held_;
    sigset_t before_{};
    Descriptor waiting_;
};

/// Turns the echo of a terminal off for as long as it lives; the line feed is still shown.
class Silence {
public:
    explicit Silence(int tty) : tty_(tty), kept_(::tcgetattr(tty, &before_) == 0)
    {
        termios silent = before_;
        silent.c_lflag = (silent.c_lflag & ~static_cast<tcflag_t>(ECHO)) | ECHONL | ICANON;
        kept_ = kept_ && ::tcsetattr(tty, TCSAFLUSH, &silent) == 0;
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    ~Silence()
    {
        if (kept_)
            ::tcsetattr(tty_, TCSAFLUSH, &before_);
    }
    explicit operator bool() const { return kept_; }

private:
    int tty_;
    termios before_{};
    bool kept_;
};

/// Waits for a typed line. False when a signal came first.
Result<bool> wait_for_line(int tty, const HeldSignals& signals)
{
    std::array<pollfd, 2> entries{pollfd{tty, POLLIN, 0}, pollfd{signals.waiting(), POLLIN, 0}};
    while (::poll(entries.data(), entries.size(), -1) < 0)
        if (errno != EINTR)
            return file_error(terminal, "read");
    return (entries[1].revents & POLLIN) == 0;
}

Result<Secret> read_line(int tty)
{
    std::array<char, line_limit> buffer;
    const ssize_t count = ::read(tty, buffer.data(), buffer.size());
    if (count < 0)
        return file_error(terminal, "read");
    std::string line(buffer.data(), static_cast<std::size_t>(count));
    ::explicit_bzero(buffer.data(), buffer.size());
    const bool ended = line.empty() || line.back() != '\n';
    if (!line.empty() && !ended)
        line.pop_back();
    Secret secret(line);
    wipe(line);
    if (ended)
        return Error{Errc::refused, "no password was given"};
    return secret;
}

/// Nothing when a signal came, which takes effect when this function is left.
Result<std::optional<Secret>> ask_once(int tty, std::string_view question)
{
    const HeldSignals signals;
    const Silence silence(tty);
    if (!silence)
        return file_error(terminal, "silence");
    if (::write(tty, question.data(), question.size()) < 0)
        return file_error(terminal, "write");
    if (!TRY(wait_for_line(tty, signals))) {
        // The shell's prompt shall begin on a line of its own.
        [[maybe_unused]] const auto written = ::write(tty, "\n", 1);
        return std::optional<Secret>{};
    }
    return std::optional(TRY(read_line(tty)));
}

/// The first line of a file, which is `what`.
Result<Secret> first_line(const std::string& file, std::string_view what, std::size_t limit)
{
    std::string content = TRY(read_file(file));
    const std::size_t end = std::min(content.find('\n'), content.size());
    Secret secret(content.substr(0, end));
    wipe(content);
    if (secret.empty())
        return Error{Errc::malformed,
                     file + ": the first line is empty, expected " + std::string(what)};
    if (end > limit)
        return Error{Errc::malformed,
                     file + ": the first line is longer than " + std::to_string(limit) + " bytes"};
    return secret;
}

} // namespace

Result<Secret> ask_on_terminal(std::string_view question)
{
    const Descriptor tty(::open(terminal, O_RDWR | O_CLOEXEC | O_NOCTTY));
    if (!tty)
        return file_error(terminal, "open");
    for (;;)
        if (auto answer = TRY(ask_once(tty.get(), question)))
            return std::move(*answer);
}

Result<Secret> read_password(Io& io, Typed typed)
{
    if (!io.in.is_terminal())
        return io.in.secret_line(line_limit);
    auto password = TRY(ask_on_terminal("Password: "));
    if (typed == Typed::twice) {
        const auto again = TRY(ask_on_terminal("Password again: "));
        if (again.reveal() != password.reveal())
            return Error{Errc::refused, "the two passwords differ"};
    }
    return password;
}

Result<Secret> password_from(const std::string& file, Io& io)
{
    if (file == "-")
        return read_password(io, Typed::once);
    return first_line(file, "a password", line_limit);
}

Result<Secret> token_from(const std::string& file, Io& io)
{
    if (file == "-")
        return io.in.secret_line(token_limit);
    return first_line(file, "a token", token_limit);
}

} // namespace mdm::cli
