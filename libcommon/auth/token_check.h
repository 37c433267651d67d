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
    bool ours = false;                    ///< the kit mints them
    bool terms_required = false;          ///< who enrolls has to accept the terms of use before
    /// Reads the keys, when a token of this issuer is there.
    std::function<Result<jose::KeySet>()> keys;
};

/// Why a token decides nothing.
struct TokenFailure : Error {
    TokenFailure(Error error, bool nobody_here = false)
        : Error(std::move(error)), nobody(nobody_here)
    {
    }
    /// The token is good, but for a user that it does not name or a tenant that is not served.
    bool nobody;
};

/// Decides by a token who is asking. The first issuer that the token's iss and tid fit is asked:
/// its keys verify the signature, and then its expectations the claims. Fails with malformed on
/// what is no token, with refused on one that is not good, with environment where the keys cannot
/// be had. Messages show claims, never the token.
///
/// A claim `email` names a user only where `email_verified` is true. A token without a user, where
/// that is allowed, names the device in its place, and `Identity::device_alone` is set.
Result<Identity, TokenFailure> check_token(const Secret& compact,
                                           std::span<const TokenIssuer> issuers, Time now);

} // namespace mdm::auth
