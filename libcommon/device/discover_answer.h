#pragma once

#include "device/account.h"
#include "xml/element.h"

#include <span>
#include <string>

namespace mdm::device {

/// What a DiscoverResponse says.
struct DiscoverAnswer {
    std::string auth_policy;
    std::string version;    ///< EnrollmentVersion; empty where there is none
    std::string policy_url; ///< of the MS-XCEP service; empty where there is none
    std::string enrollment_url;
    std::string authentication_url;
};

/// Reads the body of a DiscoverResponse (MS-MDE2 3.1.4.1.1.2, 6) and notes in the step what a
/// strict device would not take: an element too few, too many or unknown, a policy that was not
/// `offered`, a version above `request_version`, URLs that are not https, two services on different
/// hosts. Fails with malformed when the enrollment cannot go on from it.
Result<DiscoverAnswer> read_discover_answer(const xml::Element& body,
                                            std::span<const std::string> offered,
                                            const std::string& request_version, Step& step);

} // namespace mdm::device
