#include "device/url.h"

#include "core/text.h"
#include "core/url.h"

namespace mdm::device {
namespace {

constexpr std::string_view discovery_path = "/EnrollmentServer/Discovery.svc";

} // namespace

Result<std::string> discovery_url(std::string_view text)
{
    const auto url = parse_url(text);
    if (!url || url->scheme != "https")
        return Error{Errc::usage, "'" + printable(text) + "' is not an https URL"};
    if (url->path.empty() || url->path == "/")
        return url->origin + std::string(discovery_path);
    return std::string(text);
}

std::string derived_url(std::string_view user, std::string_view service)
{
    const auto at = user.find('@');
    const auto domain = at == std::string_view::npos ? "example.com" : user.substr(at + 1);
    return "https://enterpriseenrollment." + std::string(domain) + "/EnrollmentServer/" +
           std::string(service);
}

} // namespace mdm::device
