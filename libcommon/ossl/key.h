#pragma once

#include "core/bytes.h"
#include "ossl/handles.h"

#include <array>

namespace mdm::ossl {

/// The curves of NIST that keys here are on.
enum class Curve { p256, p384, p521 };

/// Octets of a coordinate: 32, 48, 66.
std::size_t coordinate_size(Curve curve);

// OpenSSL 3.0 takes 160 microseconds to decode a public key from its DER, since it tries every
// format that it knows; from numbers that were read already it takes 5. All numbers are big-endian.

/// The numbers of an RSA private key, in the order of RFC 8017 A.1.2: modulus, public exponent,
/// private exponent, prime 1, prime 2, exponent 1, exponent 2, coefficient.
using RsaNumbers = std::array<ByteView, 8>;

/// All four fail with malformed when OpenSSL does not take the numbers, as with a point that is not
/// on its curve.
Result<Key> rsa_public_key(ByteView modulus, ByteView exponent);
Result<Key> rsa_private_key(const RsaNumbers& numbers);
/// `point` is uncompressed (SEC 1 2.3.3).
Result<Key> ec_public_key(Curve curve, ByteView point);
Result<Key> ec_private_key(Curve curve, ByteView scalar, ByteView point);

/// The public point of a private number, uncompressed. Fails with malformed.
Result<Bytes> ec_point_of(Curve curve, ByteView scalar);

/// The public halves of a key, private or public.
struct RsaPublic {
    Bytes modulus;
    Bytes exponent;
};
/// Fail with malformed on a key of another kind.
Result<RsaPublic> rsa_public_of(const Key& key);
Result<Bytes> ec_point_of(const Key& key);

/// The same key once more, for another owner; null for none. Nobody changes it, so threads may
/// share it.
Key share(const Key& key);

/// Fresh key pairs. Fail with environment.
Result<Key> make_rsa_key(unsigned bits);
Result<Key> make_ec_key(Curve curve);

} // namespace mdm::ossl
