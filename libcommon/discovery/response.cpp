#include "discovery/response.h"

#include "core/text.h"
#include "soap/action.h"
#include "soap/response.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace mdm::discovery {

std::optional<std::string> negotiate_version(double theirs, double maximum)
{
    constexpr double first = 3.0; // that has an EnrollmentVersion (MS-MDE2 3.1.4.1.3.2)
    const double version = std::min(theirs, maximum);
    if (version < first)
        return std::nullopt;
    return version == std::floor(version) ? fmt::format("{:.1f}", version)
                                          : fmt::format("{}", version);
}

Result<std::string> choose_auth_policy(std::span<const std::string> configured,
                                       std::span<const std::string> offered)
{
    if (offered.empty())
        return configured.front();
    for (const std::string& policy : configured)
        if (std::any_of(offered.begin(), offered.end(), [&](const std::string& offer) {
                return equal_ignoring_case(offer, policy);
            }))
            return policy;
    return Error{Errc::refused,
                 printable(fmt::format("the device offers AuthPolicy {}, the server has {}",
                                       fmt::join(offered, ", "), fmt::join(configured, ", "))),
                 "MS-MDE2 3.1.4.1.3.2"};
}

std::string to_xml(const Response& response, const std::optional<std::string>& relates_to,
                   const std::optional<std::string>& activity_id)
{
    auto envelope = soap::begin_response({.action = soap::action::discover_response,
                                          .relates_to = relates_to,
                                          .activity_id = activity_id});
    auto outer = envelope.body.child("DiscoverResponse");
    outer.attribute("xmlns", xml::ns::discovery);
    // The schema allows any order; this is the one that published clients and servers use.
    auto result = outer.child("DiscoverResult");
    result.leaf("AuthPolicy", response.auth_policy);
    if (response.version)
        result.leaf("EnrollmentVersion", *response.version);
    result.leaf("EnrollmentPolicyServiceUrl", response.policy_url)
        .leaf("EnrollmentServiceUrl", response.enrollment_url);
    if (response.authentication_url)
        result.leaf("AuthenticationServiceUrl", *response.authentication_url);
    return envelope.writer.finish_with_declaration();
}

} // namespace mdm::discovery
