#pragma once

#include "core/result.h"

#include <optional>
#include <span>
#include <string>

namespace mdm::discovery {

/// What a device is told (MS-MDE2 3.1.4.1.3.2).
struct Response {
    std::string auth_policy;
    std::optional<std::string> version; ///< EnrollmentVersion
    std::string policy_url;
    std::string enrollment_url;
    std::optional<std::string> authentication_url; ///< of the web page, for Federated
};

/// The EnrollmentVersion for a device that speaks `theirs`, from a server that speaks up to
/// `maximum`: the smaller of both, as a decimal in its shortest form with a fraction, "4.0".
/// Nothing below 3.0: such a device does not know the element.
std::optional<std::string> negotiate_version(double theirs, double maximum);

/// The first configured AuthPolicy that the device offers too, in any case; a device that offers
/// none at all, which old ones do, gets the first configured. `configured` must not be empty. Fails
/// with refused, naming both sides.
Result<std::string> choose_auth_policy(std::span<const std::string> configured,
                                       std::span<const std::string> offered);

/// The DiscoverResponse in its envelope, behind an XML declaration.
std::string to_xml(const Response& response, const std::optional<std::string>& relates_to,
                   const std::optional<std::string>& activity_id);

} // namespace mdm::discovery
