#pragma once

#include "core/result.h"

#include <chrono>
#include <string>
#include <vector>

namespace mdm::config {

/// [ldap]: the directory that mdm-check-ldap(1) asks.
struct Ldap {
    /// URLs in the order in which they are tried: ldaps://HOST; ldap://HOST, always with StartTLS;
    /// ldapi://PATH, a socket of this machine.
    std::vector<std::string> servers;
    std::string ca_file;            ///< PEM: who vouches for the servers' certificates
    std::string bind_dn;            ///< the account that searches; empty: anonymous
    std::string bind_password_file; ///< mode 0600
    std::string base;               ///< below it users are searched
    std::string filter;             ///< of a user, RFC 4515, with the variable {user}
    std::string user_attribute;     ///< whose one value is the canonical name
    /// Of the user's entry: its values are the DNs of groups. Empty: none.
    std::string group_attribute = "memberOf";
    std::string group_base;   ///< empty: `base`
    std::string group_filter; ///< of the groups of a user, with {dn} and {user}; empty: none
    std::chrono::seconds connect_timeout{3};
    std::chrono::seconds timeout{5}; ///< of each operation
};

/// Fails with environment when a setting is missing that a search cannot do without.
Result<void> require(const Ldap& ldap);

} // namespace mdm::config
