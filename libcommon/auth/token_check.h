#pragma once

#include "auth/identity.h"
#include "jose/claims.h"
#include "jose/token.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace mdm::auth {

/// Whose tokens are taken, what is expected of them, and what of them is kept.
struct TokenIssuer {
    jose::Expectation expected;
    std::vector<std::string> user_claims; ///< the first that is there names the user
    std::string groups_claim = {};        ///< empty: groups are not taken
    std::string device_claim = {};        ///< of the device in Entra; empty: not taken
    bool device_tokens = false;           ///< a token may name no user
    bool single_use = true;               ///< a token is good for one enrollment
    /// Reads the keys, when a token of this issuer is there.
    std::function<Result<jose::KeySet>()> keys;
};

/// Decides by a token who is asking. The first issuer that the token's iss and tid fit is asked:
/// its keys verify the signature, and then its expectations the claims. Fails with malformed on
/// what is no token, with refused on one that is not good, with environment where the keys cannot
/// be had. Messages show claims, never the token.
///
/// A claim `email` names a user only where `email_verified` is true. A token without a user, where
/// that is allowed, names the device in its place, and `Identity::device_alone` is set.
Result<Identity> check_token(const Secret& compact, std::span<const TokenIssuer> issuers, Time now);

} // namespace mdm::auth
