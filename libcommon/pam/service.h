#pragma once

#include "auth/checker.h"

#include <string>

namespace mdm::pam {

/// Where the system is asked.
struct Service {
    std::string name;      ///< a file of /etc/pam.d
    std::string directory; ///< another folder in place of /etc/pam.d; empty: that one
};

/// Asks PAM about a user and a password: pam_authenticate(3), in which the password answers what is
/// asked without echo and nothing else is answered, then pam_acct_mgmt(3). The canonical name is
/// PAM's at the end of it; the groups are those of getgrouplist(3), none for a user whom the system
/// itself does not know. No session is opened, no credentials are set.
auth::Answer ask_pam(const Service& service, const auth::UsernameToken& token);

} // namespace mdm::pam
