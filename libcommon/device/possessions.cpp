#include "device/possessions.h"

#include "core/file.h"
#include "device/kept.h"
#include "x509/certificate.h"

#include <cerrno>
#include <filesystem>

#include <sys/stat.h>
#include <unistd.h>

namespace mdm::device {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view names[] = {"device.key", "device.pem", "chain.pem", "provisioning.xml",
                                      "account.json"};

std::string path_in(const std::string& directory, std::string_view name)
{
    return (fs::path(directory) / name).string();
}

Result<void> make_directory(const std::string& directory)
{
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
        return file_error(directory, "make");
    return {};
}

std::string chain_of(const provisioning::Certificates& certificates)
{
    std::string pem;
    for (const Bytes& der : provisioning::above(certificates))
        pem += x509::to_pem(der);
    return pem;
}

Result<void> write_all(const Enrolled& enrolled, const std::string& directory)
{
    const auto key = TRY(x509::to_pem(enrolled.key));
    const auto& certificates = enrolled.provisioned.certificates;
    const std::string leaf = x509::to_pem(certificates.leaf);
    const std::string chain = chain_of(certificates);
    const std::string account = account_json(enrolled);
    const std::string_view contents[] = {key.reveal(), leaf, chain, enrolled.document, account};
    for (std::size_t i = 0; i < std::size(names); ++i) {
        const auto path = path_in(directory, names[i]);
        const auto written = create_file(path, bytes_of(contents[i]), 0600);
        if (written)
            continue;
        for (std::size_t mine = 0; mine < i; ++mine)
            ::unlink(path_in(directory, names[mine]).c_str());
        return written.error();
    }
    return {};
}

} // namespace

Result<void> check_directory(const std::string& directory)
{
    struct stat status {};
    if (::stat(directory.c_str(), &status) != 0) {
        const auto parent = fs::absolute(directory).lexically_normal().parent_path().string();
        if (errno != ENOENT || ::access(parent.c_str(), W_OK | X_OK) != 0)
            return file_error(directory, "make");
        return {};
    }
    if (!S_ISDIR(status.st_mode))
        return Error{Errc::environment, directory + ": it is not a directory"};
    if (::access(directory.c_str(), W_OK | X_OK) != 0)
        return file_error(directory, "write into");
    for (const auto name : names)
        if (::access(path_in(directory, name).c_str(), F_OK) == 0)
            return Error{Errc::refused,
                         path_in(directory, name) + ": it is there already, of another device"};
    return {};
}

Result<void> keep(const Enrolled& enrolled, const std::string& directory)
{
    TRY(check_directory(directory));
    const bool fresh = ::access(directory.c_str(), F_OK) != 0;
    TRY(make_directory(directory));
    auto written = write_all(enrolled, directory);
    if (!written && fresh)
        ::rmdir(directory.c_str());
    return written;
}

Result<void> keep_answers(const Session& session, const std::string& directory)
{
    TRY(make_directory(directory));
    for (const auto& [name, body] : session.answers())
        TRY(replace_file(path_in(directory, std::string(name) + ".xml"), bytes_of(body), 0600));
    return {};
}

} // namespace mdm::device
