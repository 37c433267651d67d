#include "x509/public_key.h"

#include "x509/der.h"

#include <bit>

#include <openssl/evp.h>

namespace mdm::x509 {
namespace {

constexpr unsigned rsa_bits_limit = 16384; // OpenSSL's own limit for public keys

// rsaEncryption (RFC 3279 2.3.1) and id-ecPublicKey (RFC 5480 2.1.1).
constexpr unsigned char rsa_encryption[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01};
constexpr unsigned char ec_public_key[] = {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01};

// secp256r1, secp384r1, secp521r1 (RFC 5480 2.1.1.1).
constexpr unsigned char secp256r1[] = {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07};
constexpr unsigned char secp384r1[] = {0x2B, 0x81, 0x04, 0x00, 0x22};
constexpr unsigned char secp521r1[] = {0x2B, 0x81, 0x04, 0x00, 0x23};

struct CurveRow {
    ossl::Curve curve;
    std::string_view name;
    ByteView oid;
};
constexpr CurveRow curves[] = {
    {ossl::Curve::p256, "P-256", secp256r1},
    {ossl::Curve::p384, "P-384", secp384r1},
    {ossl::Curve::p521, "P-521", secp521r1},
};

const CurveRow& row_of(ossl::Curve curve)
{
    for (const auto& row : curves)
        if (row.curve == curve)
            return row;
    return curves[0];
}

Result<PublicKeyInfo> parse_rsa(der::Reader parameters, ByteView bits)
{
    TRY_WITHIN("public key", parameters.take(der::null, "the parameter of rsaEncryption"));
    TRY_WITHIN("public key", parameters.end("the algorithm"));
    der::Reader outer(bits);
    auto key = TRY(outer.enter(der::sequence, "the RSA public key"));
    TRY(outer.end("the RSA public key"));
    PublicKeyInfo info{.kind = KeyKind::rsa, .bits = bits};
    info.modulus = TRY(key.positive("the modulus"));
    info.exponent = TRY(key.positive("the public exponent"));
    TRY(key.end("the public exponent"));
    return info;
}

Result<PublicKeyInfo> parse_ec(der::Reader parameters, ByteView bits)
{
    const auto curve = TRY(parse_curve(parameters.rest()));
    if (bits.empty() || bits[0] != 0x04)
        return Error{Errc::refused, "the public key is not an uncompressed point", "RFC 5480 2.2"};
    if (bits.size() != 1 + 2 * ossl::coordinate_size(curve))
        return Error{Errc::malformed, "the public key is not of the size of its curve",
                     "SEC 1 2.3.4"};
    return PublicKeyInfo{.kind = KeyKind::ec, .curve = curve, .point = bits, .bits = bits};
}

} // namespace

unsigned PublicKeyInfo::rsa_bits() const
{
    if (modulus.empty())
        return 0;
    return static_cast<unsigned>(modulus.size() - 1) * 8 +
           static_cast<unsigned>(std::bit_width(modulus.front()));
}

Result<PublicKeyInfo> parse_public_key_info(ByteView der)
{
    der::Reader outer(der);
    auto info = TRY(outer.enter(der::sequence, "the public key"));
    TRY(outer.end("the public key"));
    auto algorithm = TRY(info.enter(der::sequence, "the algorithm of the public key"));
    const auto bits = TRY(info.octets_of_bits("the public key"));
    TRY(info.end("the public key"));
    const auto oid = TRY(algorithm.take(der::object_identifier, "the algorithm of the public key"));
    if (der::same(oid.content, rsa_encryption))
        return parse_rsa(algorithm, bits);
    if (der::same(oid.content, ec_public_key))
        return parse_ec(algorithm, bits);
    return Error{Errc::refused,
                 "a public key of type " + der::oid_text(oid.content) + "; RSA or EC was expected"};
}

Result<ossl::Curve> parse_curve(ByteView parameters)
{
    der::Reader reader(parameters);
    if (reader.next_is(der::sequence))
        return Error{Errc::refused,
                     "an EC key with its curve spelled out; a named curve was expected",
                     "RFC 5480 2.1.1"};
    const auto oid = TRY(reader.take(der::object_identifier, "the curve"));
    TRY(reader.end("the curve"));
    for (const auto& row : curves)
        if (der::same(row.oid, oid.content))
            return row.curve;
    return Error{Errc::refused, "an EC key on curve " + der::oid_text(oid.content) +
                                    "; P-256, P-384 or P-521 was expected"};
}

Result<void> check_rsa_numbers(const PublicKeyInfo& info)
{
    if (info.rsa_bits() > rsa_bits_limit)
        return Error{Errc::refused, "an RSA key of " + std::to_string(info.rsa_bits()) +
                                        " bits; at most " + std::to_string(rsa_bits_limit) +
                                        " were expected"};
    if (info.modulus.back() % 2 == 0)
        return Error{Errc::refused, "an RSA key with an even modulus", "RFC 8017 3.1"};
    const bool one = info.exponent.size() == 1 && info.exponent[0] < 3;
    if (info.exponent.back() % 2 == 0 || one || info.exponent.size() > 8)
        return Error{Errc::refused, "an RSA key whose exponent is even, below 3 or above 64 bits",
                     "RFC 8017 3.1"};
    return {};
}

Result<ossl::Key> to_key(const PublicKeyInfo& info)
{
    if (info.kind == KeyKind::rsa) {
        TRY(check_rsa_numbers(info));
        return ossl::rsa_public_key(info.modulus, info.exponent);
    }
    auto key = ossl::ec_public_key(info.curve, info.point);
    if (!key)
        return Error{Errc::refused, "the public key is not a point on its curve", "SEC 1 3.2.2.1"};
    return key;
}

std::string name_of(const PublicKeyInfo& info)
{
    return info.kind == KeyKind::rsa ? "RSA " + std::to_string(info.rsa_bits())
                                     : "EC " + std::string(name_of(info.curve));
}

std::string_view name_of(ossl::Curve curve)
{
    return row_of(curve).name;
}

Bytes rsa_key_algorithm()
{
    return der::element(der::sequence, {der::element(der::object_identifier, {rsa_encryption}),
                                        der::element(der::null, {})});
}

Bytes ec_key_algorithm(ossl::Curve curve)
{
    return der::element(der::sequence, {der::element(der::object_identifier, {ec_public_key}),
                                        der::element(der::object_identifier, {row_of(curve).oid})});
}

Result<Bytes> public_key_info(const ossl::Key& key)
{
    if (EVP_PKEY_is_a(key.get(), "RSA") == 1) {
        const auto rsa = TRY(ossl::rsa_public_of(key));
        const Bytes numbers = der::element(der::sequence, {der::unsigned_integer(rsa.modulus),
                                                           der::unsigned_integer(rsa.exponent)});
        return der::element(der::sequence, {rsa_key_algorithm(), der::bits(numbers)});
    }
    const auto point = TRY(ossl::ec_point_of(key));
    // Each of the curves has points of a size of its own.
    for (const auto& row : curves)
        if (point.size() == 1 + 2 * ossl::coordinate_size(row.curve))
            return der::element(der::sequence, {ec_key_algorithm(row.curve), der::bits(point)});
    return Error{Errc::malformed, "an EC key on none of the curves P-256, P-384 and P-521"};
}

} // namespace mdm::x509
