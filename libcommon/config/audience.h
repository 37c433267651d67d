#pragma once

#include <optional>
#include <string>
#include <vector>

namespace mdm::config {

/// For whom a profile or a rule is. A list that is there must hold what the request has; one that
/// is not restricts nothing, and an empty one lets nobody through. Letters A to Z are compared
/// without case.
struct Audience {
    using List = std::optional<std::vector<std::string>>;
    List enrollment_types = {}; ///< EnrollmentType: "Full", "Device"
    List users = {};            ///< canonical names, or "*@DOMAIN"
    List groups = {};           ///< of which the user must be in one
    List device_types = {};     ///< DeviceType: "CIMClient_Windows"
    List clients = {};          ///< "mdm", "wstep", as `record::client_of` calls them
};

} // namespace mdm::config
