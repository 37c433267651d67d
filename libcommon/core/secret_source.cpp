#include "core/secret_source.h"

#include "core/file.h"
#include "core/process.h"
#include "core/text.h"

#include <algorithm>
#include <cerrno>
#include <charconv>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mdm {
namespace {

constexpr std::size_t line_limit = 1024;
constexpr int least_descriptor = 3;
constexpr int most_descriptor = 1023;

/// What follows a word such as "file:", where it stands in front.
bool take_word(std::string_view& text, std::string_view word)
{
    if (!text.starts_with(word))
        return false;
    text.remove_prefix(word.size());
    return true;
}

Result<SecretSource> command_from(std::string_view text)
{
    SecretSource source{.kind = SecretSource::Kind::command};
    for (const std::string_view word : split(text, ' ')) {
        if (word.empty())
            continue;
        if (source.path.empty())
            source.path = word;
        else
            source.arguments.emplace_back(word);
    }
    if (source.path.empty())
        return Error{Errc::usage, "command: needs the path of a program"};
    return source;
}

Result<SecretSource> descriptor_from(std::string_view text)
{
    SecretSource source{.kind = SecretSource::Kind::descriptor};
    const auto* const end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data(), end, source.descriptor);
    if (failed != std::errc() || stop != end || source.descriptor < least_descriptor ||
        source.descriptor > most_descriptor)
        return Error{Errc::usage, "fd: needs a number from 3 to 1023"};
    return source;
}

std::string name_of(const SecretSource& source)
{
    return source.kind == SecretSource::Kind::descriptor
               ? "descriptor " + std::to_string(source.descriptor)
               : source.path;
}

/// The first line of a content, which is wiped.
Result<Secret> first_line(std::string content, const SecretSource& source)
{
    std::string line = content.substr(0, content.find('\n'));
    wipe(content);
    if (line.ends_with('\r'))
        line.pop_back();
    const Secret secret(line);
    wipe(line);
    if (secret.empty())
        return Error{Errc::environment, name_of(source) + ": its first line is empty; a passphrase "
                                                          "or a PIN was expected there"};
    if (secret.reveal().size() > line_limit)
        return Error{Errc::environment,
                     name_of(source) + ": its first line is longer than 1024 bytes"};
    return secret;
}

/// Ours close when another program begins, those that were passed on to us do not: so nothing that
/// this process has opened is taken for the secret.
bool is_passed_on(int descriptor)
{
    const int flags = ::fcntl(descriptor, F_GETFD);
    return flags >= 0 && (flags & FD_CLOEXEC) == 0;
}

/// The next byte of a pipe or its like: 1; 0 at its end, or where it takes too long.
int next_byte(int descriptor, std::chrono::steady_clock::time_point deadline, char& byte)
{
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd one{.fd = descriptor, .events = POLLIN, .revents = 0};
        const int ready = ::poll(&one, 1, static_cast<int>(std::max<long>(left.count(), 0)));
        const ssize_t count = ready > 0 ? ::read(descriptor, &byte, 1) : ready;
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        return static_cast<int>(count);
    }
}

/// No byte behind the line is taken: it may be another's.
std::string line_of_pipe(int descriptor)
{
    const auto deadline = std::chrono::steady_clock::now() + secret_time_limit;
    std::string line;
    line.reserve(line_limit + 2);
    for (char byte = 0; byte != '\n' && line.size() <= line_limit + 1;) {
        if (next_byte(descriptor, deadline, byte) <= 0)
            break;
        line.push_back(byte);
    }
    return line;
}

/// Processes that were passed the same open file share its position, so that is let alone.
std::string line_of_file(int descriptor)
{
    std::string line(line_limit + 2, '\0');
    const ssize_t count = ::pread(descriptor, line.data(), line.size(), 0);
    line.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    return line;
}

Result<Secret> read_descriptor(const SecretSource& source)
{
    struct stat status {};
    if (!is_passed_on(source.descriptor) || ::fstat(source.descriptor, &status) != 0)
        return Error{Errc::environment, name_of(source) +
                                            " is not open: start this with it, as sh does by " +
                                            std::to_string(source.descriptor) + "< FILE"};
    return first_line(S_ISREG(status.st_mode) ? line_of_file(source.descriptor)
                                              : line_of_pipe(source.descriptor),
                      source);
}

Result<Secret> run_command(const SecretSource& source)
{
    auto finished =
        TRY(run_program({.path = source.path,
                         .arguments = source.arguments,
                         .environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"},
                         .time_limit = secret_time_limit,
                         .output_limit = 4 * line_limit}));
    wipe(finished.errors);
    if (finished.status == 0)
        return first_line(std::move(finished.output), source);
    wipe(finished.output);
    return Error{Errc::environment, source.path + ": ended with status " +
                                        std::to_string(finished.status) +
                                        "; run it as this user to see why"};
}

} // namespace

Result<SecretSource> secret_source_from(std::string_view text)
{
    if (take_word(text, "fd:"))
        return descriptor_from(text);
    if (take_word(text, "command:"))
        return command_from(text);
    if (take_word(text, "file:") && !text.empty())
        return SecretSource{.path = std::string(text)};
    if (text.starts_with("pass:") || text.starts_with("env:"))
        return Error{Errc::usage, "a secret in an argument or the environment is seen by others; "
                                  "expected " +
                                      std::string(secret_source_forms)};
    return Error{Errc::usage, "expected " + std::string(secret_source_forms)};
}

Result<Secret> read_secret(const SecretSource& source)
{
    if (source.kind == SecretSource::Kind::descriptor)
        return read_descriptor(source);
    if (source.kind == SecretSource::Kind::command)
        return run_command(source);
    const auto content = TRY(read_secret_file(source.path, 4 * line_limit));
    return first_line(content.reveal(), source);
}

} // namespace mdm
