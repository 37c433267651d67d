#pragma once

#include "core/result.h"
#include "ossl/signature.h"
#include "x509/public_key.h"

#include <string_view>

namespace mdm::jose {

/// How a token is signed (RFC 7518 3.1). There is no `none` here, and no HMAC, for which whoever
/// can verify can sign.
enum class Algorithm { rs256, rs384, rs512, ps256, ps384, ps512, es256, es384, es512 };

/// The least size of an RSA key (RFC 7518 3.3).
constexpr unsigned least_rsa_bits = 2048;

/// "RS256", as the member alg of a key or of a token's header writes it.
std::string_view name_of(Algorithm algorithm);

/// Fails with refused on any other word.
Result<Algorithm> algorithm_from(std::string_view word);

/// The one algorithm of a key that does not say which it is for: RS256 for RSA, as OpenID Connect
/// Core 15.1 makes every issuer know it; for EC what belongs to the curve (RFC 7518 3.4).
Algorithm usual_algorithm(const x509::PublicKeyInfo& key);

/// Fails with refused when a key cannot be used with an algorithm: another kind of key, another
/// curve, an RSA key that is too small.
Result<void> check_fit(const x509::PublicKeyInfo& key, Algorithm algorithm);

ossl::Scheme scheme_of(Algorithm algorithm);

/// The curve of an ES algorithm; nothing for RSA.
std::optional<ossl::Curve> curve_of(Algorithm algorithm);

} // namespace mdm::jose
