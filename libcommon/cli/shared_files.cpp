#include "cli/shared_files.h"

#include <climits>

#include <unistd.h>

namespace mdm::cli {

std::string shared_files()
{
    char buffer[PATH_MAX];
    const ssize_t size = ::readlink("/proc/self/exe", buffer, sizeof buffer);
    if (size <= 0 || static_cast<std::size_t>(size) == sizeof buffer)
        return {};
    std::string path(buffer, static_cast<std::size_t>(size));
    for (int i = 0; i < 2; ++i) // the file's name, and bin
        path.erase(path.rfind('/'));
    return path + "/share/enrollkit";
}

} // namespace mdm::cli
