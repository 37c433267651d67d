#include "core/directory.h"

#include "core/file.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mdm {
namespace {

/// A directory that goes with what this process put into it, unless it is kept.
class Scratch {
public:
    Scratch(std::string path, std::span<const NewFile> files)
        : path_(std::move(path)), files_(files)
    {
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch()
    {
        if (kept_)
            return;
        for (const auto& file : files_)
            ::unlink((path_ + "/" + file.name).c_str());
        ::rmdir(path_.c_str());
    }
    [[nodiscard]] const std::string& path() const { return path_; }
    void keep() { kept_ = true; }

private:
    std::string path_;
    std::span<const NewFile> files_;
    bool kept_ = false;
};

/// Renames a directory; false, with errno, also where there is something of the new name.
bool rename_to_nothing(const std::string& from, const std::string& to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return true;
    // Not every file system can do that. rename(2) replaces nothing either but an empty directory.
    return errno == EINVAL && ::rename(from.c_str(), to.c_str()) == 0;
}

/// A message that names files by where they were to be.
std::string renamed(std::string message, const std::string& from, const std::string& to)
{
    for (auto at = message.find(from); at != std::string::npos; at = message.find(from, at))
        message.replace(at, from.size(), to);
    return message;
}

std::string without_slashes_at_the_end(std::string path)
{
    while (path.size() > 1 && path.back() == '/')
        path.pop_back();
    return path;
}

} // namespace

Result<void> require_absent(const std::string& path)
{
    struct stat status {};
    if (::lstat(without_slashes_at_the_end(path).c_str(), &status) == 0)
        return Error{Errc::refused, path + ": it is there already; a new directory was expected"};
    return {};
}

Result<void> create_directory(const std::string& path, std::span<const NewFile> files, mode_t mode)
{
    TRY(require_absent(path));
    const std::string target = without_slashes_at_the_end(path);
    std::string name = target + ".XXXXXX";
    if (::mkdtemp(name.data()) == nullptr)
        return file_error(path, "create");
    Scratch scratch(name, files);
    for (const auto& file : files) {
        auto written = create_file(name + "/" + file.name, file.content, file.mode);
        if (!written)
            return Error{Errc::environment, renamed(written.error().message, name, target)};
    }
    if (::chmod(name.c_str(), mode) != 0 || !rename_to_nothing(name, target))
        return file_error(path, "create");
    scratch.keep();
    sync_directory_of(target);
    return {};
}

} // namespace mdm
