#include "core/file.h"

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mdm {
namespace {

Result<std::string> read_all(int fd, const std::string& path, std::size_t limit)
{
    std::string content;
    struct stat status {};
    if (::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
        content.reserve(std::min(static_cast<std::size_t>(status.st_size), limit) + 1);
    char buffer[16384];
    for (;;) {
        const ssize_t count = ::read(fd, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return file_error(path, "read");
        if (count == 0)
            return content;
        content.append(buffer, static_cast<std::size_t>(count));
        ::explicit_bzero(buffer, static_cast<std::size_t>(count)); // it may be a secret
        if (content.size() > limit)
            return Error{Errc::environment,
                         path + ": larger than the limit of " + std::to_string(limit) + " bytes"};
    }
}

bool write_all(int fd, ByteView content)
{
    while (!content.empty()) {
        const ssize_t count = ::write(fd, content.data(), content.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        content = content.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

std::string directory_of(const std::string& path)
{
    const auto slash = path.rfind('/');
    if (slash == std::string::npos)
        return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

/// Gives a file the owner and group of another, where they are not the same already.
bool give_to_owner_of(int fd, const struct stat& other)
{
    struct stat own {};
    if (::fstat(fd, &own) != 0)
        return false;
    return (own.st_uid == other.st_uid && own.st_gid == other.st_gid) ||
           ::fchown(fd, other.st_uid, other.st_gid) == 0;
}

/// A temporary file beside `path` with all of `content`, synced; its name.
Result<std::string> write_beside(const std::string& path, ByteView content, mode_t mode,
                                 const struct stat* owner = nullptr)
{
    std::string name = path + ".XXXXXX";
    const Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
    if (!file)
        return file_error(path, "create");
    if (!write_all(file.get(), content) ||
        (owner != nullptr && !give_to_owner_of(file.get(), *owner)) ||
        ::fchmod(file.get(), mode) != 0 || ::fsync(file.get()) != 0) {
        auto error = file_error(path, "write");
        ::unlink(name.c_str());
        return error;
    }
    return name;
}

/// Gives a file that has no name yet one, where there is none.
bool link_at(int fd, const std::string& path)
{
    if (::linkat(fd, "", AT_FDCWD, path.c_str(), AT_EMPTY_PATH) == 0)
        return true;
    if (errno != ENOENT) // what who is not root is told
        return false;
    const std::string own = "/proc/self/fd/" + std::to_string(fd);
    return ::linkat(AT_FDCWD, own.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

/// Why a secret could not be opened, from `errno`. Users are numbers here: to look up names takes
/// libraries that a static program has not.
Error secret_error(const std::string& path)
{
    const int why = errno;
    struct stat status {};
    const bool of_another =
        why == EACCES && ::stat(path.c_str(), &status) == 0 && status.st_uid != ::geteuid();
    errno = why;
    if (!of_another)
        return file_error(path, "read");
    const std::string own = std::to_string(::geteuid());
    return {Errc::environment, path + ": belongs to user " + std::to_string(status.st_uid) +
                                   ", and this runs as user " + own +
                                   ", who may not read it; chown " + own +
                                   " it, or run this as its owner"};
}

Error file_exists(const std::string& path)
{
    return {Errc::refused, path + ": there is such a file already"};
}

Result<void> rename_onto(const std::string& path, const std::string& name)
{
    if (::rename(name.c_str(), path.c_str()) != 0) {
        auto error = file_error(path, "write");
        ::unlink(name.c_str());
        return error;
    }
    sync_directory_of(path);
    return {};
}

} // namespace

void sync_directory_of(const std::string& path)
{
    const Descriptor directory(
        ::open(directory_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory)
        ::fsync(directory.get());
}

Error file_error(const std::string& path, std::string_view verb)
{
    const int why = errno;
    const bool makes = verb == "create" || verb == "make" || verb == "write";
    const std::string folder = directory_of(path);
    std::string reason = std::generic_category().message(why);
    if (why == ENOENT && makes && ::access(folder.c_str(), F_OK) != 0)
        reason = "there is no folder " + folder + ", make it first";
    return {Errc::environment, path + ": cannot " + std::string(verb) + " it: " + reason};
}

Result<std::string> read_file(const std::string& path, std::size_t limit)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return file_error(path, "read");
    return read_all(file.get(), path, limit);
}

Result<Secret> read_secret_file(const std::string& path, std::size_t limit)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return secret_error(path);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0)
        return file_error(path, "read");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return Error{Errc::environment,
                     path + ": others than its owner may use this secret; chmod 600 it"};
    auto content = TRY(read_all(file.get(), path, limit));
    Secret secret(content);
    wipe(content);
    return secret;
}

Result<void> replace_file(const std::string& path, ByteView content, mode_t mode)
{
    return rename_onto(path, TRY(write_beside(path, content, mode)));
}

Result<void> rewrite_file(const std::string& path, ByteView content, mode_t mode)
{
    struct stat status {};
    const bool exists = ::stat(path.c_str(), &status) == 0;
    return rename_onto(path, TRY(write_beside(path, content, mode, exists ? &status : nullptr)));
}

Result<Descriptor> lock_directory_of(const std::string& path)
{
    const std::string name = directory_of(path);
    Descriptor directory(::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory)
        return file_error(path, "write");
    while (::flock(directory.get(), LOCK_EX) != 0)
        if (errno != EINTR)
            return file_error(name, "lock");
    return directory;
}

std::string without_links(const std::string& path)
{
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr),
                                                           &std::free);
    return real ? std::string(real.get()) : path;
}

Result<void> create_file(const std::string& path, ByteView content, mode_t mode)
{
    const auto name = TRY(write_beside(path, content, mode));
    // link, unlike rename, never replaces what is there.
    const int linked = ::link(name.c_str(), path.c_str());
    const int why = errno;
    ::unlink(name.c_str());
    if (linked != 0 && why == EEXIST)
        return file_exists(path);
    errno = why;
    if (linked != 0)
        return file_error(path, "create");
    sync_directory_of(path);
    return {};
}

Result<void> place_file(const std::string& path, ByteView content, mode_t mode)
{
    // Without a name the file is nowhere until it is whole. Not every file system can do that.
    const Descriptor file(
        ::open(directory_of(path).c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, mode));
    if (!file && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
        return create_file(path, content, mode);
    if (!file)
        return file_error(path, "create");
    if (!write_all(file.get(), content))
        return file_error(path, "write");
    if (!link_at(file.get(), path))
        return errno == EEXIST ? file_exists(path) : file_error(path, "create");
    return {};
}

} // namespace mdm
