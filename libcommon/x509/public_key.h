#pragma once

#include "core/bytes.h"
#include "ossl/key.h"

#include <string>

namespace mdm::x509 {

enum class KeyKind { rsa, ec };

/// What a SubjectPublicKeyInfo says (RFC 3279 2.3). Views into the bytes that were parsed.
struct PublicKeyInfo {
    KeyKind kind = KeyKind::rsa;
    ByteView modulus = {};                 ///< of RSA, big-endian, without leading zero octets
    ByteView exponent = {};                ///< of RSA, likewise
    ossl::Curve curve = ossl::Curve::p256; ///< of EC
    ByteView point = {};                   ///< of EC, uncompressed
    ByteView bits = {};                    ///< content of the BIT STRING subjectPublicKey

    [[nodiscard]] unsigned rsa_bits() const;
};

/// Reads exactly one DER SubjectPublicKeyInfo. No arithmetic is done yet, so the cost does not
/// depend on the size of the key. Fails with malformed, and with refused on an algorithm other than
/// rsaEncryption and id-ecPublicKey, on a curve that is given by its parameters (RFC 5480 2.1.1) or
/// is none of P-256, P-384 and P-521, and on a point that is not uncompressed.
Result<PublicKeyInfo> parse_public_key_info(ByteView der);

/// Fails with refused on an RSA key that would be too slow to compute with or is none: above 16384
/// bits, an even modulus, an exponent that is even, below 3 or above 64 bits.
Result<void> check_rsa_numbers(const PublicKeyInfo& info);

/// The key itself. Fails with refused as `check_rsa_numbers` does, and on a point that is not on
/// its curve.
Result<ossl::Key> to_key(const PublicKeyInfo& info);

/// "RSA 2048", "EC P-256".
std::string name_of(const PublicKeyInfo& info);
/// "P-256", "P-384", "P-521".
std::string_view name_of(ossl::Curve curve);

/// DER SubjectPublicKeyInfo of the public half of a key. Fails with malformed on a key that is
/// neither RSA nor on one of the three curves.
Result<Bytes> public_key_info(const ossl::Key& key);

/// The curve of a DER ECParameters. Fails with refused.
Result<ossl::Curve> parse_curve(ByteView parameters);

/// DER AlgorithmIdentifier of a public key on a curve, and of an RSA key.
Bytes rsa_key_algorithm();
Bytes ec_key_algorithm(ossl::Curve curve);

} // namespace mdm::x509
