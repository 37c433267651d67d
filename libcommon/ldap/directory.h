#pragma once

#include "auth/checker.h"
#include "config/ldap.h"

namespace mdm::ldap {

/// Asks a directory about a user and a password: the account of [ldap] searches the one entry that
/// matches its filter and the groups of that, then the entry's own DN is bound with the password.
/// The servers are tried in order until one answers; what was wrong with those before is in the
/// answer's detail where none does. Settings that are not complete are `not_asked` too.
auth::Answer ask_directory(const config::Ldap& settings, const auth::UsernameToken& token);

} // namespace mdm::ldap
