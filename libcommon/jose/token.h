#pragma once

#include "core/secret.h"
#include "jose/claims.h"
#include "jose/key_set.h"

#include <string>
#include <string_view>

namespace mdm::jose {

/// The longest token that is read, in bytes. Entra's with many groups have about 8 KiB.
constexpr std::size_t token_limit = 32U << 10;

/// A JWT in its compact serialization (RFC 7515 7.1), read but not verified: nothing of it may be
/// believed before `verify` said so.
struct Token {
    std::string header;    ///< JSON
    std::string payload;   ///< JSON
    std::string algorithm; ///< alg, as the token has it
    std::string key_id;    ///< kid; empty where it has none
    Claims claims;
    Secret signed_part; ///< header and payload, as they are signed
    Bytes signature;
    /// SHA-256 of the signed part, hexadecimal: tells one token from every other without giving it
    /// away. Not of the signature, which may be written in more than one way.
    std::string id;
};

/// Reads a token. Fails with malformed on what is not three parts of base64url, of which two are
/// JSON objects without a member twice, on members of the wrong type and on more than `token_limit`
/// bytes; with refused on a header with crit (RFC 7515 4.1.11: we understand none), and on a typ
/// that is not a JWT's or an access token's, since other tokens are for other things (RFC 8725
/// 3.11).
Result<Token> parse_token(const Secret& compact);

/// What a token says, for people: {"header": ..., "claims": ...} on one line of ASCII, without the
/// signature, so that nobody can sign in with it.
std::string to_json(const Token& token);

/// Verifies the signature with the key of the set that kid names; without kid only where the set
/// has one key alone. The algorithm is the key's, and alg must agree. Fails with refused.
Result<void> verify(const Token& token, const KeySet& set);

} // namespace mdm::jose
