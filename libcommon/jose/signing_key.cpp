#include "jose/signing_key.h"

#include "core/file.h"
#include "jose/base64url.h"
#include "jose/signature.h"
#include "ossl/digest.h"
#include "x509/key.h"

namespace mdm::jose {
namespace {

constexpr std::size_t key_file_limit = 64U << 10;

/// The members that make a public key, in the order and form of a thumbprint (RFC 7638 3.2, 3.3).
/// Base64url and the names of curves need no escaping.
std::string required_members(const x509::PublicKeyInfo& info)
{
    if (info.kind == x509::KeyKind::rsa)
        return R"("e":")" + encode_base64url(info.exponent) + R"(","kty":"RSA","n":")" +
               encode_base64url(info.modulus) + '"';
    const std::size_t size = ossl::coordinate_size(info.curve);
    return R"("crv":")" + std::string(x509::name_of(info.curve)) + R"(","kty":"EC","x":")" +
           encode_base64url(info.point.subspan(1, size)) + R"(","y":")" +
           encode_base64url(info.point.last(size)) + '"';
}

std::string thumbprint(const x509::PublicKeyInfo& info)
{
    return encode_base64url(ossl::sha256(bytes_of("{" + required_members(info) + "}")));
}

} // namespace

Result<SigningKey> signing_key_from(ossl::Key private_key)
{
    const auto der = TRY(x509::public_key_info(private_key));
    const auto info = TRY(x509::parse_public_key_info(der));
    const Algorithm algorithm = usual_algorithm(info);
    TRY(check_fit(info, algorithm));
    return SigningKey{std::move(private_key), algorithm, thumbprint(info)};
}

Result<SigningKey> load_signing_key(const std::string& path)
{
    const auto pem = TRY(read_secret_file(path, key_file_limit));
    auto key = TRY_WITHIN(path, x509::parse_private_key(pem));
    return TRY_WITHIN(path, signing_key_from(std::move(key)));
}

Result<std::string> public_jwk(const SigningKey& key)
{
    const auto der = TRY(x509::public_key_info(key.key));
    const auto info = TRY(x509::parse_public_key_info(der));
    return "{" + required_members(info) + R"(,"kid":")" + key.id + R"(","use":"sig","alg":")" +
           std::string(name_of(key.algorithm)) + R"("})";
}

Result<Secret> sign(const SigningKey& key, std::string_view payload)
{
    const std::string header = R"({"alg":")" + std::string(name_of(key.algorithm)) +
                               R"(","typ":"JWT","kid":")" + key.id + R"("})";
    std::string token =
        encode_base64url(bytes_of(header)) + "." + encode_base64url(bytes_of(payload));
    const auto signer = TRY(ossl::Signer::make(key.key, scheme_of(key.algorithm).hash));
    auto raw = TRY(signer.sign(bytes_of(token)));
    const auto signature = TRY(to_jose(key.algorithm, std::move(raw)));
    token.append(".").append(encode_base64url(signature));
    return Secret(std::move(token));
}

} // namespace mdm::jose
