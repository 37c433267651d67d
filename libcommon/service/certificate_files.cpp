#include "service/certificate_files.h"

#include "core/file.h"
#include "x509/certificate.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>

#include <sys/stat.h>
#include <unistd.h>

namespace mdm::service {
namespace {

constexpr std::array<std::string_view, 5> request_endings{".csr", ".req", ".p10", ".pem", ".der"};

/// Whether a file holds a certificate of the key that this one is of.
bool is_of_the_same_key(std::string_view file, const record::Issued& issued)
{
    const auto old = x509::parse_certificate_file(file);
    const auto fresh = x509::parse_certificate(issued.certificate);
    return old && fresh && old->front().public_key_info == fresh->public_key_info;
}

} // namespace

Result<void> CertificateFiles::prepare(const std::vector<std::string>& requests) const
{
    if (::mkdir(directory_.c_str(), 0777) != 0 && errno != EEXIST)
        return file_error(directory_, "create");
    std::error_code error;
    if (!std::filesystem::is_directory(directory_, error))
        return Error{Errc::environment, directory_ + ": not a directory"};
    if (::access(directory_.c_str(), W_OK | X_OK) != 0)
        return file_error(directory_, "write into");
    for (const std::string& request : requests)
        if (std::filesystem::equivalent(request, directory_, error))
            return Error{Errc::usage, "--out-dir: " + directory_ + " is where the requests are"};
    return {};
}

std::string CertificateFiles::path_of(std::string_view request) const
{
    std::string_view name = request.substr(request.find_last_of('/') + 1);
    const auto ending =
        std::ranges::find_if(request_endings, [&](auto e) { return name.ends_with(e); });
    if (ending != request_endings.end() && name.size() > ending->size())
        name.remove_suffix(ending->size());
    return directory_ + "/" + std::string(name) + (format_ == Format::der ? ".der" : ".pem");
}

Result<CertificateFiles::Put> CertificateFiles::put(std::string_view request,
                                                    const record::Issued& issued) const
{
    const std::string path = path_of(request);
    const std::string text = to_text(issued, format_);
    const auto placed = place_file(path, bytes_of(text));
    if (placed)
        return Put::written;
    if (placed.error().code != Errc::refused)
        return placed.error();
    // There is a file already.
    const auto old = TRY(read_file(path));
    if (old == text)
        return Put::there;
    if (!old.empty() && !is_of_the_same_key(old, issued))
        return Error{Errc::refused, path + ": is there already, and not of this request's key"};
    TRY(replace_file(path, bytes_of(text)));
    return Put::written;
}

} // namespace mdm::service
