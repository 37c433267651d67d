#include "x509/issue.h"

#include "x509/der.h"
#include "x509/extensions.h"
#include "x509/key.h"
#include "x509/name.h"
#include "x509/signed.h"

namespace mdm::x509 {
namespace {

/// RSA and P-256 sign with SHA-256, the larger curves with a hash of their strength.
ossl::Hash hash_for(const PublicKeyInfo& key)
{
    if (key.kind == KeyKind::ec && key.curve == ossl::Curve::p384)
        return ossl::Hash::sha384;
    if (key.kind == KeyKind::ec && key.curve == ossl::Curve::p521)
        return ossl::Hash::sha512;
    return ossl::Hash::sha256;
}

Result<void> check_numbers(const Content& content)
{
    constexpr Time end_of_time = std::chrono::sys_days{std::chrono::year{10000} / 1 / 1};
    const Bytes encoded = der::unsigned_integer(content.serial);
    // Identifier and length octets take two; a set first bit takes an octet for the sign.
    if (content.serial.size() < 8 || encoded.size() > 2 + 20 || encoded.size() < 2 + 2)
        return Error{Errc::malformed,
                     "the serial number is not a positive number of 8 to 20 octets",
                     "RFC 5280 4.1.2.2"};
    if (content.not_after <= content.not_before || content.not_after >= end_of_time)
        return Error{Errc::malformed, "the validity does not end after it begins",
                     "RFC 5280 4.1.2.5"};
    if (content.path_length > 127)
        return Error{Errc::malformed, "the path length is above 127"};
    return {};
}

/// Who signs, as the body of a certificate names it.
struct Authority {
    ByteView name;
    ByteView key_identifier;
    ByteView algorithm; ///< AlgorithmIdentifier of the signature
};

///     TBSCertificate ::= SEQUENCE { version [0], serialNumber, signature, issuer, validity,
///          subject, subjectPublicKeyInfo, extensions [3] }  (RFC 5280 4.1)
Result<Bytes> make_body(const Authority& authority, ByteView subject, ByteView public_key_info,
                        const Content& content)
{
    TRY(check_numbers(content));
    const auto key = TRY(parse_public_key_info(public_key_info));
    const auto extensions = TRY(make_extensions(content, key, authority.key_identifier));
    const Bytes version = der::element(der::context(0), {der::unsigned_integer(Bytes{2})});
    const Bytes validity =
        der::element(der::sequence, {der::time(content.not_before), der::time(content.not_after)});
    return der::element(der::sequence,
                        {version, der::unsigned_integer(content.serial), authority.algorithm,
                         authority.name, validity, subject, public_key_info,
                         der::element(der::context(3), {extensions})});
}

} // namespace

Result<Bytes> key_identifier_of(const Certificate& issuer)
{
    if (!issuer.subject_key_identifier.empty())
        return issuer.subject_key_identifier;
    const auto key = TRY(parse_public_key_info(issuer.public_key_info));
    return key_identifier(key);
}

Result<Bytes> algorithm_of(const Certificate& issuer)
{
    const auto key = TRY(parse_public_key_info(issuer.public_key_info));
    return signature_algorithm(key.kind, hash_for(key));
}

Result<Bytes> sign(const ossl::Signer& signer, ByteView algorithm, ByteView body)
{
    const auto signature = TRY(signer.sign(body));
    return der::element(der::sequence, {body, algorithm, der::bits(signature)});
}

Result<ossl::Hash> hash_of(const Certificate& authority)
{
    const auto key = TRY(parse_public_key_info(authority.public_key_info));
    return hash_for(key);
}

Result<ossl::Signer> signer_of(const Certificate& certificate, const ossl::Key& key)
{
    if (!matches(certificate, key))
        return Error{Errc::refused, "the key does not belong to the certificate of the authority"};
    const auto hash = TRY(hash_of(certificate));
    return ossl::Signer::make(key, hash);
}

Result<Issuer> make_issuer(Certificate certificate, const ossl::Key& key,
                           const std::vector<Certificate>& above)
{
    auto signer = TRY(signer_of(certificate, key));
    return make_issuer(std::move(certificate), std::move(signer), above);
}

Result<Issuer> make_issuer(Certificate certificate, ossl::Signer signer,
                           const std::vector<Certificate>& above)
{
    if (!certificate.authority || !certificate.may_sign_certificates)
        return Error{Errc::refused, "the certificate of the authority may not sign certificates",
                     "RFC 5280 4.2.1.9"};
    std::vector<Bytes> chain{certificate.der};
    const Certificate* below = &certificate;
    for (const auto& member : above) {
        if (member.der == certificate.der)
            continue;
        if (!is_issued_by(*below, member))
            return Error{Errc::refused,
                         "the chain is broken: " + subject_of(*below) + " was not issued by " +
                             subject_of(member),
                         "RFC 5280 6.1"};
        chain.push_back(member.der);
        below = &member;
    }
    return Issuer{std::move(certificate), std::move(signer), std::move(chain)};
}

Result<Issuer> parse_issuer(std::string_view certificate_pem, const Secret& key_pem,
                            std::string_view chain_pem)
{
    auto certificates = TRY(parse_pem_certificates(certificate_pem));
    const auto key = TRY(parse_private_key(key_pem));
    std::vector<Certificate> above;
    if (!chain_pem.empty())
        above = TRY_WITHIN("chain", parse_pem_certificates(chain_pem));
    return make_issuer(std::move(certificates.front()), key, above);
}

Issuer copy_of(const Issuer& issuer)
{
    return {issuer.certificate, issuer.signer.copy(), issuer.chain_der};
}

Result<void> check(const Content& content)
{
    TRY(check_numbers(content));
    TRY(parse_name(content.subject));
    return check_extensions(content);
}

Result<Bytes> issue(const Issuer& issuer, ByteView public_key_info, const Content& content)
{
    const Certificate& above = issuer.certificate;
    // A certificate says its end to the second.
    if (std::chrono::floor<std::chrono::seconds>(content.not_after) > above.not_after)
        return Error{Errc::refused, "the certificate would outlive its authority, which ends at " +
                                        to_text(above.not_after) +
                                        "; shorten its days, or make a new authority"};
    if (content.authority && above.path_length == 0)
        return Error{Errc::refused, "the authority may not have another one below it",
                     "RFC 5280 4.2.1.9"};
    const auto identifier = TRY(key_identifier_of(above));
    const auto algorithm = TRY(algorithm_of(above));
    const auto subject = TRY(parse_name(content.subject));
    const auto body =
        TRY(make_body({above.subject, identifier, algorithm}, subject, public_key_info, content));
    return sign(issuer.signer, algorithm, body);
}

Result<Bytes> issue_self_signed(const ossl::Key& key, const Content& content)
{
    const auto spki = TRY(public_key_info(key));
    const auto info = TRY(parse_public_key_info(spki));
    const auto name = TRY(parse_name(content.subject));
    const Bytes algorithm = signature_algorithm(info.kind, hash_for(info));
    const auto signer = TRY(ossl::Signer::make(key, hash_for(info)));
    const auto body = TRY(make_body({name, key_identifier(info), algorithm}, name, spki, content));
    return sign(signer, algorithm, body);
}

} // namespace mdm::x509
