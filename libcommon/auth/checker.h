#pragma once

#include "auth/identity.h"
#include "auth/password_file.h"
#include "auth/username_token.h"

namespace mdm::auth {

/// Asks a password file who this is. Every checker answers in the same way: the canonical identity;
/// or refused, for an unknown user and a wrong password alike; or environment, when it could not
/// find out, which must never be told to a device as a wrong password.
Result<Identity> check_password(const PasswordFile& users, const UsernameToken& token);

} // namespace mdm::auth
