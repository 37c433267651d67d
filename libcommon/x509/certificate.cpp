#include "x509/certificate.h"

#include "core/base64.h"
#include "ossl/digest.h"
#include "x509/der.h"
#include "x509/name.h"
#include "x509/pem.h"
#include "x509/signed.h"

#include <algorithm>
#include <set>

namespace mdm::x509 {
namespace {

// id-ce-subjectKeyIdentifier, -keyUsage, -basicConstraints, -authorityKeyIdentifier (RFC
// 5280 4.2.1).
constexpr std::string_view subject_key_identifier = "2.5.29.14";
constexpr std::string_view key_usage = "2.5.29.15";
constexpr std::string_view basic_constraints = "2.5.29.19";
constexpr std::string_view authority_key_identifier = "2.5.29.35";

Bytes copy(ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

Result<void> read_basic_constraints(ByteView value, Certificate& certificate)
{
    der::Reader outer(value);
    auto reader = TRY(outer.enter(der::sequence, "basicConstraints"));
    TRY(outer.end("basicConstraints"));
    if (reader.next_is(der::boolean)) {
        const auto flag = TRY(reader.take(der::boolean, "cA")).content;
        certificate.authority = der::same(flag, Bytes{0xFF});
    }
    if (reader.next_is(der::integer)) {
        const auto number = TRY(reader.take(der::integer, "pathLenConstraint")).content;
        if (number.size() != 1 || number[0] >= 0x80)
            return Error{Errc::malformed, "pathLenConstraint is out of range", "RFC 5280 4.2.1.9"};
        certificate.path_length = number[0];
    }
    return reader.end("basicConstraints");
}

Result<void> read_key_usage(ByteView value, Certificate& certificate)
{
    constexpr unsigned char key_cert_sign = 0x04; // bit 5 (RFC 5280 4.2.1.3)
    constexpr unsigned char crl_sign = 0x02;      // bit 6
    der::Reader reader(value);
    const auto bits = TRY(reader.take(der::bit_string, "keyUsage")).content;
    certificate.may_sign_certificates = bits.size() >= 2 && (bits[1] & key_cert_sign) != 0;
    certificate.may_sign_lists = bits.size() >= 2 && (bits[1] & crl_sign) != 0;
    return reader.end("keyUsage");
}

Result<void> read_key_identifier(ByteView value, Certificate& certificate)
{
    der::Reader reader(value);
    certificate.subject_key_identifier =
        copy(TRY(reader.take(der::octet_string, "subjectKeyIdentifier")).content);
    return reader.end("subjectKeyIdentifier");
}

///     AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OPTIONAL, ... }  (RFC 5280 4.2.1.1)
Result<void> read_authority_key_identifier(ByteView value, Certificate& certificate)
{
    der::Reader outer(value);
    auto reader = TRY(outer.enter(der::sequence, "authorityKeyIdentifier"));
    if (reader.next_is(der::context_plain(0)))
        certificate.authority_key_identifier =
            copy(TRY(reader.take(der::context_plain(0), "authorityKeyIdentifier")).content);
    return outer.end("authorityKeyIdentifier");
}

///     Extension ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE,
///                              extnValue OCTET STRING }  (RFC 5280 4.1)
Result<void> read_extensions(der::Reader list, Certificate& certificate)
{
    std::set<std::string> seen;
    while (!list.at_end()) {
        auto extension = TRY(list.enter(der::sequence, "an extension"));
        const auto type = TRY(extension.take(der::object_identifier, "an extension"));
        const std::string oid = der::oid_text(type.content);
        if (!seen.insert(oid).second)
            return Error{Errc::malformed, "extension " + oid + " occurs twice", "RFC 5280 4.2"};
        if (extension.next_is(der::boolean))
            TRY(extension.take(der::boolean, "an extension"));
        const auto value = TRY(extension.take(der::octet_string, "an extension")).content;
        TRY(extension.end("an extension"));
        if (oid == basic_constraints)
            TRY(read_basic_constraints(value, certificate));
        else if (oid == key_usage)
            TRY(read_key_usage(value, certificate));
        else if (oid == subject_key_identifier)
            TRY(read_key_identifier(value, certificate));
        else if (oid == authority_key_identifier)
            TRY(read_authority_key_identifier(value, certificate));
    }
    return {};
}

/// issuerUniqueID, subjectUniqueID and the extensions, at the end of a TBSCertificate.
Result<void> read_optional_fields(der::Reader& body, Certificate& certificate)
{
    for (const unsigned number : {1U, 2U})
        if (body.next_is(der::context_plain(number)))
            TRY(body.any("a unique identifier"));
    if (body.next_is(der::context(3))) {
        auto outer = TRY(body.enter(der::context(3), "the extensions"));
        const auto list = TRY(outer.enter(der::sequence, "the extensions"));
        TRY(outer.end("the extensions"));
        TRY(read_extensions(list, certificate));
    }
    return body.end("the extensions");
}

Result<void> read_body(ByteView tbs, ByteView signature_algorithm, Certificate& certificate)
{
    der::Reader outer(tbs);
    auto body = TRY(outer.enter(der::sequence, "what is signed"));
    if (body.next_is(der::context(0)))
        TRY(body.any("the version"));
    auto serial = TRY(body.take(der::integer, "the serial number")).content;
    while (!serial.empty() && serial.front() == 0)
        serial = serial.subspan(1);
    certificate.serial = copy(serial);
    const auto algorithm = TRY(body.take(der::sequence, "the signature algorithm"));
    if (!der::same(algorithm.whole, signature_algorithm))
        return Error{Errc::malformed, "the two signature algorithms differ", "RFC 5280 4.1.1.2"};
    certificate.issuer = copy(TRY(body.take(der::sequence, "the issuer")).whole);
    auto validity = TRY(body.enter(der::sequence, "the validity"));
    certificate.not_before = TRY(validity.time("notBefore"));
    certificate.not_after = TRY(validity.time("notAfter"));
    TRY(validity.end("the validity"));
    certificate.subject = copy(TRY(body.take(der::sequence, "the subject")).whole);
    certificate.public_key_info = copy(TRY(body.take(der::sequence, "the public key")).whole);
    return read_optional_fields(body, certificate);
}

bool is_signed_by(const Certificate& certificate, const Certificate& issuer)
{
    const auto info = parse_public_key_info(issuer.public_key_info);
    const auto parts = parse_signed(certificate.der, "the certificate", {});
    if (!info || !parts)
        return false;
    const auto algorithm = parse_signature_algorithm(parts->algorithm);
    return algorithm && verify(*parts, *algorithm, *info).has_value();
}

} // namespace

Result<Certificate> parse_certificate(ByteView der)
{
    const auto parts = TRY(parse_signed(der, "the certificate", "RFC 5280 4.1"));
    Certificate certificate{};
    certificate.der = copy(der);
    TRY_WITHIN("the certificate", read_body(parts.body, parts.algorithm, certificate));
    return certificate;
}

Result<std::vector<Certificate>> parse_pem_certificates(std::string_view pem)
{
    std::vector<Certificate> certificates;
    for (;;) {
        const auto block = TRY(find_pem_block(pem));
        if (!block)
            break;
        pem = block->rest;
        if (block->label != "CERTIFICATE")
            continue;
        const auto der = TRY_WITHIN("a PEM block", decode_base64(block->body));
        certificates.push_back(TRY(parse_certificate(der)));
    }
    if (certificates.empty())
        return Error{Errc::malformed, "no PEM certificate", "RFC 7468 5"};
    return certificates;
}

Result<std::vector<Certificate>> parse_certificate_file(std::string_view content)
{
    // A SEQUENCE begins with an octet that is the digit 0, with which no PEM text begins.
    if (!content.starts_with(static_cast<char>(der::sequence)))
        return parse_pem_certificates(content);
    std::vector<Certificate> one;
    one.push_back(TRY(parse_certificate(bytes_of(content))));
    return one;
}

std::string to_pem(ByteView certificate_der)
{
    return to_pem_block("CERTIFICATE", certificate_der);
}

std::string thumbprint(ByteView certificate_der)
{
    return to_hex(ossl::sha1(certificate_der));
}

std::string serial_of(const Certificate& certificate)
{
    return certificate.serial.empty() ? "00" : to_hex(certificate.serial);
}

std::string subject_of(const Certificate& certificate)
{
    const auto text = name_text(certificate.subject);
    return text ? *text : "?";
}

bool is_self_signed(const Certificate& certificate)
{
    return certificate.issuer == certificate.subject && is_signed_by(certificate, certificate);
}

bool is_issued_by(const Certificate& certificate, const Certificate& issuer)
{
    return certificate.issuer == issuer.subject && issuer.authority &&
           issuer.may_sign_certificates && is_signed_by(certificate, issuer);
}

bool matches(const Certificate& certificate, const ossl::Key& key)
{
    const auto info = public_key_info(key);
    return info && *info == certificate.public_key_info;
}

} // namespace mdm::x509
