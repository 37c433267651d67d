#pragma once

#include "auth/checker.h"

#include <optional>
#include <string>

namespace mdm::ldap {

/// What a server answered to a simple bind.
struct BindResult {
    int code = 0;                         ///< resultCode (RFC 4511 4.1.9)
    std::string diagnostic = {};          ///< diagnosticMessage
    std::optional<int> policy_error = {}; ///< of the password policy control (draft-behera 6.2)
    std::optional<int> grace_logins = {}; ///< how many more an expired password is good for
};

/// What it means for the user who was to be bound. The reasons that Active Directory hides in its
/// diagnostic message ("data 52e") and the errors of the password policy control are told apart;
/// `locked_since` is the entry's pwdAccountLockedTime, empty where it has none, for a server that
/// says no more than that the credentials are invalid.
auth::Finding finding_of(const BindResult& result, const std::string& locked_since);

} // namespace mdm::ldap
