#include "pkcs7/full_response.h"

#include "ossl/digest.h"
#include "x509/der.h"

#include <algorithm>

namespace mdm::pkcs7 {
namespace {

namespace der = x509::der;

constexpr const char* signed_data = "1.2.840.113549.1.7.2";
constexpr const char* pki_response = "1.3.6.1.5.5.7.12.3";
constexpr const char* status_info = "1.3.6.1.5.5.7.7.1";
constexpr const char* content_type = "1.2.840.113549.1.9.3";
constexpr const char* message_digest = "1.2.840.113549.1.9.4";
constexpr const char* signing_time = "1.2.840.113549.1.9.5";

Bytes oid(const char* dotted)
{
    const auto content = der::oid_from(dotted);
    return der::element(der::object_identifier, {*content});
}

Bytes number(unsigned char value)
{
    return der::unsigned_integer(ByteView(&value, 1));
}

/// One control: CMCStatusInfo with success (0), no body parts, and a text (RFC 5272 6.1).
Bytes response_content()
{
    const Bytes info = der::element(der::sequence, {number(0), der::element(der::sequence, {}),
                                                    der::text(der::utf8_string, "Issued")});
    const Bytes control =
        der::element(der::sequence, {number(1), oid(status_info), der::element(der::set, {info})});
    const Bytes controls = der::element(der::sequence, {control});
    return der::element(der::sequence, {controls, der::element(der::sequence, {}),
                                        der::element(der::sequence, {})});
}

Bytes attribute(const char* type, ByteView value)
{
    return der::element(der::sequence, {oid(type), der::element(der::set, {value})});
}

/// The members of a SET OF, which DER sorts (X.690 11.6).
Bytes sorted(std::vector<Bytes> members)
{
    std::ranges::sort(members);
    Bytes all;
    for (const Bytes& member : members)
        all.insert(all.end(), member.begin(), member.end());
    return all;
}

/// AlgorithmIdentifier of a hash; its parameters are left out (RFC 5754 2).
Bytes digest_algorithm(ossl::Hash hash)
{
    const char* name = hash == ossl::Hash::sha384   ? "2.16.840.1.101.3.4.2.2"
                       : hash == ossl::Hash::sha512 ? "2.16.840.1.101.3.4.2.3"
                                                    : "2.16.840.1.101.3.4.2.1";
    return der::element(der::sequence, {oid(name)});
}

Bytes serial_number_of(const x509::Certificate& certificate)
{
    return der::unsigned_integer(certificate.serial);
}

} // namespace

Result<Bytes> full_response(ByteView certificate_der, const x509::Issuer& issuer, Time now)
{
    const ossl::Hash hash = issuer.signer.hash();
    const Bytes algorithm = digest_algorithm(hash);
    const Bytes content = response_content();
    unsigned char digest[64];
    const std::size_t size = ossl::digest(hash, content, digest);
    const Bytes attributes = sorted(
        {attribute(content_type, oid(pki_response)), attribute(signing_time, der::time(now)),
         attribute(message_digest, der::element(der::octet_string, {ByteView(digest, size)}))});
    // What is signed has the tag of a SET (RFC 5652 5.4).
    const auto signature = TRY(issuer.signer.sign(der::element(der::set, {attributes})));
    const auto signature_algorithm = TRY(x509::algorithm_of(issuer.certificate));
    const Bytes signer = der::element(
        der::sequence, {number(1),
                        der::element(der::sequence, {issuer.certificate.issuer,
                                                     serial_number_of(issuer.certificate)}),
                        algorithm, der::element(der::context(0), {attributes}), signature_algorithm,
                        der::element(der::octet_string, {signature})});
    std::vector<Bytes> certificates = issuer.chain_der;
    certificates.emplace_back(certificate_der.begin(), certificate_der.end());
    const Bytes encapsulated =
        der::element(der::sequence,
                     {oid(pki_response),
                      der::element(der::context(0), {der::element(der::octet_string, {content})})});
    const Bytes data = der::element(
        der::sequence, {number(3), der::element(der::set, {algorithm}), encapsulated,
                        der::element(der::context(0), {sorted(std::move(certificates))}),
                        der::element(der::set, {signer})});
    return der::element(der::sequence, {oid(signed_data), der::element(der::context(0), {data})});
}

} // namespace mdm::pkcs7
