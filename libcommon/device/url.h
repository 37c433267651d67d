#pragma once

#include "core/result.h"

#include <string>
#include <string_view>

namespace mdm::device {

/// The parts of an absolute URL that a device looks at.
struct Url {
    std::string scheme; ///< lower case
    std::string host;   ///< lower case, without the port
    std::string origin; ///< "https://host:port"
    std::string path;   ///< with the query; empty where there is none
};

/// Fails with malformed on what is no absolute URL with a host, and on one with a user name or
/// characters that a URL cannot have (RFC 3986 3).
Result<Url> parse_url(std::string_view text);

/// The discovery URL of a server: `text` itself, or with the path that never changes where it has
/// none (MS-MDE2 3.1). Fails with usage unless it is an https URL.
Result<std::string> discovery_url(std::string_view text);

/// The URL of a service at the host that a device finds by the domain of a user's name:
/// "https://enterpriseenrollment.DOMAIN/EnrollmentServer/SERVICE" (MS-MDE2 3.1). A name without a
/// domain leads to example.com.
std::string derived_url(std::string_view user, std::string_view service);

} // namespace mdm::device
