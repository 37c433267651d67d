#pragma once

#include "auth/identity.h"
#include "config/settings.h"
#include "core/secret.h"

#include <string>

namespace mdm::service {

/// A token with which an identified user can enroll one device (MS-MDE2 3.2), as [federated] says:
/// for the web page of sign-in, which hands it to the device. `id` was never used before: a random
/// UUID. Fails with environment when [federated] key_file or [service] enrollment_url is not
/// configured or the key cannot be used, with refused on a user who cannot stand in a token.
Result<Secret> mint_token(const config::Settings& settings, const auth::Identity& identity,
                          Time now, const std::string& id);

} // namespace mdm::service
