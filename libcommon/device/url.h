#pragma once

#include "core/result.h"

#include <string>
#include <string_view>

namespace mdm::device {

/// The discovery URL of a server: `text` itself, or with the path that never changes where it has
/// none (MS-MDE2 3.1). Fails with usage unless it is an https URL.
Result<std::string> discovery_url(std::string_view text);

/// The URL of a service at the host that a device finds by the domain of a user's name:
/// "https://enterpriseenrollment.DOMAIN/EnrollmentServer/SERVICE" (MS-MDE2 3.1). A name without a
/// domain leads to example.com.
std::string derived_url(std::string_view user, std::string_view service);

} // namespace mdm::device
