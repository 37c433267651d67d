#pragma once

#include "soap/envelope.h"

#include <optional>
#include <string>
#include <vector>

namespace mdm::discovery {

/// What a device says of itself when it asks where to enroll (MS-MDE2 3.1.4.1.3.1). Nothing of it
/// is proved, and but for the version and the AuthPolicies nothing is decided by it.
struct Request {
    std::string user;                       ///< EmailAddress: "user@domain", `DOMAIN\user` or empty
    double version = 1.0;                   ///< RequestVersion; 1.0 where it is absent or nil
    std::vector<std::string> auth_policies; ///< AuthPolicies as sent; old devices send none
    std::optional<std::string> device_type;
    std::optional<std::string> application_version;
    std::optional<std::string> os_edition;
    std::optional<std::string> os_version;
};

/// Reads the Discover in the body. Its children may stand in any order, and ones that nobody knows
/// are passed over; the namespace is taken with a slash at its end too, as some devices write it.
/// Fails with malformed on another body, a missing or second `request`, a duplicate of any child, a
/// RequestVersion that is no decimal, and over-long values.
Result<Request> parse_request(const soap::Envelope& envelope);

} // namespace mdm::discovery
