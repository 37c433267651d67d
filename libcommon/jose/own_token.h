#pragma once

#include "core/time.h"
#include "jose/signing_key.h"

#include <chrono>
#include <string>
#include <vector>

namespace mdm::jose {

/// What one of our own tokens says: that this service knows this user, for a short while.
struct OwnToken {
    std::string issuer;   ///< iss
    std::string audience; ///< aud: the service that it is for
    std::string user;     ///< sub and upn: the canonical name, UTF-8
    std::vector<std::string> groups = {};
    std::string id; ///< jti: never used before
    Time issued_at; ///< iat and nbf, to the second
    std::chrono::seconds lifetime;
};

/// A JWT (RFC 7519) that says this, signed. Fails with refused on an empty issuer, audience, user
/// or id and on text that is not UTF-8, with environment when it cannot be signed.
Result<Secret> mint(const SigningKey& key, const OwnToken& token);

} // namespace mdm::jose
