#pragma once

#include "core/bytes.h"
#include "jose/algorithm.h"
#include "jose/signing_key.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdm::jose {

/// A public key that tokens are verified with (RFC 7517 4). It has exactly one algorithm: its own
/// alg, or else the usual one of its kind. What a token says never decides.
struct PublicKey {
    std::string id; ///< kid; may be empty
    Algorithm algorithm = Algorithm::rs256;
    /// The issuer whose tokens alone the key is for, as Entra has it in its sets; may be empty and
    /// may hold "{tenantid}".
    std::string issuer = {};
    Bytes info; ///< DER SubjectPublicKeyInfo
};

/// The keys of an issuer.
struct KeySet {
    std::vector<PublicKey> keys;
    /// Why each of the other members of the set cannot be used: one line each.
    std::vector<std::string> left_out = {};
};

/// The longest JWK set that is read, in bytes.
constexpr std::size_t key_set_limit = 1U << 20;

/// Reads a JWK set (RFC 7517 5). Keys that nobody can verify a token with are left out: those of
/// another type (a symmetric key above all), for another use or operation, on an unknown curve, too
/// small, or broken. Fails with malformed on what is not a set, on two keys with the same id and
/// algorithm, on more than 1000 keys, and on a set in which no key is usable.
Result<KeySet> parse_key_set(std::string_view json);

/// Reads a file with a JWK set; fails as above and with environment, naming the file.
Result<KeySet> load_key_set(const std::string& path);

/// The set that holds the public half of a key alone.
Result<KeySet> key_set_of(const SigningKey& key);

} // namespace mdm::jose
