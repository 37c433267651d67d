#pragma once

#include "core/secret.h"
#include "jose/algorithm.h"
#include "ossl/handles.h"

#include <string>

namespace mdm::jose {

/// A private key that signs tokens, with what each token says of it.
struct SigningKey {
    ossl::Key key;
    Algorithm algorithm;
    std::string id; ///< kid: the thumbprint of the public half (RFC 7638 3)
};

/// Takes a private key for signing: RSA of 2048 bits or more signs with RS256, EC with what belongs
/// to its curve. Fails with refused on a smaller RSA key.
Result<SigningKey> signing_key_from(ossl::Key private_key);

/// Reads a PEM file with a private key, which nobody but its owner may read or write. Fails with
/// environment when it cannot be read or is open to others, with malformed on what is no private
/// key, and as above; the message names the file.
Result<SigningKey> load_signing_key(const std::string& path);

/// The public half as a JWK (RFC 7517 4): JSON on one line, without a line feed, with kid, use and
/// alg.
Result<std::string> public_jwk(const SigningKey& key);

/// The compact serialization of a payload that was signed (RFC 7515 3.1), with alg, typ "JWT" and
/// kid in its header. Fails with environment.
Result<Secret> sign(const SigningKey& key, std::string_view payload);

} // namespace mdm::jose
