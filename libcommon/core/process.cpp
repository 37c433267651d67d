#include "core/process.h"

#include "core/descriptor.h"
#include "core/secret.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>

namespace mdm {
namespace {

using Clock = std::chrono::steady_clock;

/// Ours are above those that a program is given, so that putting one in its place covers no other.
constexpr int lowest_of_ours = 64;

Error failure(const std::string& path, std::string_view verb, int why)
{
    return {Errc::environment,
            path + ": cannot " + std::string(verb) + ": " + std::generic_category().message(why)};
}

Descriptor moved_up(int fd)
{
    const Descriptor low(fd);
    return Descriptor(fd < 0 ? fd : ::fcntl(fd, F_DUPFD_CLOEXEC, lowest_of_ours));
}

/// A file in memory that holds `content`, at its start: nobody waits for its reader.
Result<Descriptor> file_of(ByteView content, const std::string& path)
{
    Descriptor file = moved_up(::memfd_create("input", MFD_CLOEXEC));
    std::size_t written = 0;
    while (file && written < content.size()) {
        const auto rest = content.subspan(written);
        const ssize_t count =
            ::pwrite(file.get(), rest.data(), rest.size(), static_cast<off_t>(written));
        if (count < 0 && errno != EINTR)
            return failure(path, "write its input", errno);
        written += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
    }
    if (!file)
        return failure(path, "write its input", errno);
    return file;
}

/// One of the outputs of a program: the end that it writes to, and what was read at the other.
struct Stream {
    Descriptor read;
    std::optional<Descriptor> write; ///< until the child has it
    std::string content = {};
    bool ended = false;

    /// Takes what is there. False when that is more than it may be.
    bool take(std::size_t limit)
    {
        constexpr std::size_t chunk = 16384;
        constexpr std::size_t largest_secret = 65536;
        if (limit <= largest_secret) // there is to be one copy of it
            content.reserve(limit + chunk);
        const std::size_t before = content.size();
        content.resize(before + chunk);
        const ssize_t count = ::read(read.get(), content.data() + before, chunk);
        const int why = errno;
        content.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (count < 0 && (why == EINTR || why == EAGAIN))
            return true;
        ended = count <= 0;
        return content.size() <= limit;
    }
};

Result<Stream> open_stream(const std::string& path)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return failure(path, "open a pipe", errno);
    Stream stream{moved_up(ends[0]), moved_up(ends[1])};
    if (!stream.read || !*stream.write)
        return failure(path, "open a pipe", EMFILE);
    return stream;
}

/// What posix_spawn(3) is to do in the child.
class Spawn {
public:
    Spawn()
    {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawnattr_init(&attributes_);
        sigset_t signals;
        ::sigemptyset(&signals);
        ::posix_spawnattr_setsigmask(&attributes_, &signals);
        ::sigaddset(&signals, SIGPIPE);
        ::posix_spawnattr_setsigdefault(&attributes_, &signals);
        ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                                     POSIX_SPAWN_SETSIGDEF);
    }
    Spawn(const Spawn&) = delete;
    Spawn& operator=(const Spawn&) = delete;
    ~Spawn()
    {
        ::posix_spawn_file_actions_destroy(&actions_);
        ::posix_spawnattr_destroy(&attributes_);
    }

    void put(const Descriptor& ours, int theirs)
    {
        ::posix_spawn_file_actions_adddup2(&actions_, ours.get(), theirs);
        last_ = std::max(last_, theirs);
    }

    /// Starts the program. Yields its process id.
    Result<pid_t> start(const Program& program)
    {
        ::posix_spawn_file_actions_addclosefrom_np(&actions_, last_ + 1);
        const auto pointers = [](const std::vector<std::string>& texts) {
            std::vector<char*> list;
            for (const std::string& text : texts)
                list.push_back(const_cast<char*>(text.c_str()));
            list.push_back(nullptr);
            return list;
        };
        auto arguments = pointers(program.arguments);
        arguments.insert(arguments.begin(), const_cast<char*>(program.path.c_str()));
        auto environment = pointers(program.environment);
        pid_t child = 0;
        const int failed = ::posix_spawn(&child, program.path.c_str(), &actions_, &attributes_,
                                         arguments.data(), environment.data());
        if (failed != 0)
            return failure(program.path, "run it", failed);
        return child;
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
    int last_ = 2;
};

/// A child that is killed, with all of its group, unless it was waited for.
class Child {
public:
    explicit Child(pid_t id) : id_(id) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child()
    {
        if (reaped_)
            return;
        ::kill(-id_, SIGKILL);
        while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }

    /// Its exit status, once it has ended; false where the deadline comes first.
    bool wait(Clock::time_point deadline, int& status)
    {
        for (auto pause = std::chrono::microseconds(100);; pause = std::min(pause * 2, longest)) {
            int how = 0;
            if (::waitpid(id_, &how, WNOHANG) == id_) {
                reaped_ = true;
                status = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
                return true;
            }
            if (Clock::now() >= deadline)
                return false;
            std::this_thread::sleep_for(pause);
        }
    }

private:
    static constexpr std::chrono::microseconds longest{10'000};
    pid_t id_;
    bool reaped_ = false;
};

enum class End { ended, late, too_long };

/// Reads both outputs until they end.
End read_both(std::array<Stream, 2>& streams, Clock::time_point deadline, std::size_t limit)
{
    while (!streams[0].ended || !streams[1].ended) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        if (left.count() <= 0)
            return End::late;
        std::array<pollfd, 2> waits{};
        for (std::size_t i = 0; i < waits.size(); ++i)
            waits[i] = {streams[i].ended ? -1 : streams[i].read.get(), POLLIN, 0};
        ::poll(waits.data(), waits.size(), static_cast<int>(left.count()));
        for (std::size_t i = 0; i < waits.size(); ++i)
            if (waits[i].revents != 0 && !streams[i].take(limit))
                return End::too_long;
    }
    return End::ended;
}

Error killed(const Program& program, End end)
{
    std::string why = end == End::late
                          ? "took longer than " + std::to_string(program.time_limit.count()) + " ms"
                          : "wrote more than " + std::to_string(program.output_limit) + " bytes";
    return {Errc::environment, program.path + ": " + why + ", and was killed"};
}

} // namespace

Result<Finished> run_program(const Program& program)
{
    const auto deadline = Clock::now() + program.time_limit;
    Spawn spawn;
    std::vector<Descriptor> inputs;
    inputs.push_back(TRY(file_of(program.input, program.path)));
    spawn.put(inputs.back(), STDIN_FILENO);
    auto output = TRY(open_stream(program.path));
    auto errors = TRY(open_stream(program.path));
    std::array<Stream, 2> streams{std::move(output), std::move(errors)};
    spawn.put(*streams[0].write, STDOUT_FILENO);
    spawn.put(*streams[1].write, STDERR_FILENO);
    for (const auto& [number, content] : program.descriptors) {
        inputs.push_back(TRY(file_of(content, program.path)));
        spawn.put(inputs.back(), number);
    }
    const auto id = TRY(spawn.start(program));
    Child child(id);
    for (Stream& stream : streams)
        stream.write.reset();
    Finished finished;
    End end = read_both(streams, deadline, program.output_limit);
    if (end == End::ended && !child.wait(deadline, finished.status))
        end = End::late;
    if (end != End::ended) {
        for (Stream& stream : streams)
            wipe(stream.content);
        return killed(program, end);
    }
    finished.output = std::move(streams[0].content);
    finished.errors = std::move(streams[1].content);
    return finished;
}

std::string program_beside(std::string_view name)
{
    std::array<char, 4096> path;
    const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
    const std::string_view running(path.data(),
                                   static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    return std::string(running.substr(0, running.rfind('/') + 1)).append(name);
}

} // namespace mdm
