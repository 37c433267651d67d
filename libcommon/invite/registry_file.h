#pragma once

#include "core/result.h"

#include <string>
#include <string_view>

namespace mdm::invite {

/// What a policy of the device does about enrollment.
enum class Policy {
    forbid,             ///< nobody may enroll the device (DisableRegistration)
    allow,              ///< takes that back
    auto_enroll_user,   ///< the device enrolls by itself, as the user who signs in with Entra
    auto_enroll_device, ///< the device enrolls by itself, as the device
    no_auto_enroll,     ///< takes that back
};

/// "forbid", "allow", "auto-enroll-user", "auto-enroll-device" or "no-auto-enroll". Fails with
/// usage.
Result<Policy> policy_from(std::string_view word);

/// The .reg file that sets a policy, as regedit writes one: UTF-16LE with a byte order mark, lines
/// that end in CRLF. `application_id`, which only automatic enrollment takes, names one of several
/// applications for management; empty: none is named. Fails with usage on one beside another
/// policy, and on one that is longer than 256 bytes or has control characters.
Result<std::string> registry_file(Policy policy, std::string_view application_id);

} // namespace mdm::invite
