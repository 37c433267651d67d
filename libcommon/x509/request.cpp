#include "x509/request.h"

#include "core/base64.h"
#include "core/text.h"
#include "x509/der.h"
#include "x509/name.h"
#include "x509/pem.h"
#include "x509/signed.h"

#include <algorithm>
#include <set>

namespace mdm::x509 {
namespace {

constexpr std::string_view what = "the certificate request";
constexpr std::string_view extension_request = "1.2.840.113549.1.9.14"; // RFC 2985 5.4.2

struct Body {
    ByteView subject;
    ByteView public_key_info;
};

/// The values of extensions are not looked into: Windows writes raw text into one of them, and the
/// server decides what a certificate says.
Result<void> check_extensions(der::Reader values)
{
    auto list = TRY(values.enter(der::sequence, "the requested extensions"));
    TRY(values.end("the requested extensions"));
    std::set<std::string> seen;
    while (!list.at_end()) {
        auto extension = TRY(list.enter(der::sequence, "a requested extension"));
        const auto type = TRY(extension.take(der::object_identifier, "a requested extension"));
        const std::string oid = der::oid_text(type.content);
        if (!seen.insert(oid).second)
            return Error{Errc::malformed, "requested extension " + oid + " occurs twice",
                         "RFC 5280 4.2"};
        if (extension.next_is(der::boolean))
            TRY(extension.take(der::boolean, "a requested extension"));
        TRY(extension.take(der::octet_string, "a requested extension"));
        TRY(extension.end("a requested extension"));
    }
    return {};
}

///     Attribute ::= SEQUENCE { type OBJECT IDENTIFIER, values SET }  (RFC 2986 4.1)
Result<void> check_attributes(der::Reader attributes)
{
    std::set<std::string> seen;
    while (!attributes.at_end()) {
        auto attribute = TRY(attributes.enter(der::sequence, "an attribute"));
        const auto type = TRY(attribute.take(der::object_identifier, "an attribute"));
        auto values = TRY(attribute.enter(der::set, "an attribute"));
        TRY(attribute.end("an attribute"));
        const std::string oid = der::oid_text(type.content);
        if (!seen.insert(oid).second)
            return Error{Errc::malformed, "attribute " + oid + " occurs twice", "RFC 2986 4.1"};
        if (oid == extension_request) {
            TRY(check_extensions(values));
            continue;
        }
        while (!values.at_end())
            TRY(values.any("the value of an attribute"));
    }
    return {};
}

///     CertificationRequestInfo ::= SEQUENCE { version (0), subject Name,
///          subjectPKInfo SubjectPublicKeyInfo, attributes [0] Attributes }  (RFC 2986 4.1)
Result<Body> parse_body(ByteView der)
{
    der::Reader outer(der);
    auto info = TRY(outer.enter(der::sequence, "what is signed"));
    const auto version = TRY(info.take(der::integer, "the version"));
    if (!der::same(version.content, Bytes{0}))
        return Error{Errc::malformed, "the version is not 0", "RFC 2986 4.1"};
    Body body{};
    body.subject = TRY(info.take(der::sequence, "the subject")).whole;
    TRY(check_name_strings(body.subject));
    body.public_key_info = TRY(info.take(der::sequence, "the public key")).whole;
    const auto attributes = TRY(info.enter(der::context(0), "the list of attributes"));
    TRY(info.end("the list of attributes"));
    TRY(check_attributes(attributes));
    return body;
}

Result<void> check_key(const PublicKeyInfo& key, const KeyRules& rules)
{
    if (key.kind == KeyKind::ec) {
        const std::string curve(name_of(key.curve));
        if (std::find(rules.curves.begin(), rules.curves.end(), curve) == rules.curves.end())
            return Error{Errc::refused,
                         "an EC key on " + curve + ", which the profile does not take"};
        return {};
    }
    if (!rules.rsa)
        return Error{Errc::refused, "an RSA key, which the profile does not take"};
    if (key.rsa_bits() < rules.rsa_bits_min || key.rsa_bits() > rules.rsa_bits_max)
        return Error{Errc::refused, "an RSA key of " + std::to_string(key.rsa_bits()) + " bits; " +
                                        std::to_string(rules.rsa_bits_min) + " to " +
                                        std::to_string(rules.rsa_bits_max) + " were expected"};
    return check_rsa_numbers(key);
}

Result<SignatureAlgorithm> check_algorithm(ByteView der, const KeyRules& rules)
{
    auto algorithm = TRY(parse_signature_algorithm(der));
    const auto& hashes = rules.hashes;
    const ossl::Hash hash = algorithm.scheme.hash;
    if (hash == ossl::Hash::sha1 && !rules.sha1_signature)
        return Error{Errc::refused,
                     "signed with " + algorithm.name + "; the profile does not take SHA-1"};
    if (hash != ossl::Hash::sha1 && std::find(hashes.begin(), hashes.end(), hash) == hashes.end())
        return Error{Errc::refused,
                     "signed with " + algorithm.name + ", whose hash the profile does not take"};
    return algorithm;
}

} // namespace

Result<Request> parse_request(ByteView der, const KeyRules& rules)
{
    if (der.size() > request_size_max)
        return Error{Errc::malformed, std::string(what) + " is longer than " +
                                          std::to_string(request_size_max) + " bytes"};
    const auto parts = TRY(parse_signed(der, what, "RFC 2986 4.2"));
    const auto body = TRY_WITHIN(what, parse_body(parts.body));
    const auto key = TRY_WITHIN(what, parse_public_key_info(body.public_key_info));
    TRY_WITHIN(what, check_key(key, rules));
    const auto algorithm = TRY_WITHIN(what, check_algorithm(parts.algorithm, rules));
    TRY_WITHIN(what, verify(parts, algorithm, key));
    const auto subject = TRY_WITHIN(what, name_text(body.subject));
    return Request{{body.public_key_info.begin(), body.public_key_info.end()},
                   name_of(key),
                   algorithm.name,
                   printable(subject)};
}

Result<Bytes> decode_request_file(std::string_view content)
{
    // A SEQUENCE begins with an octet that is the digit 0, with which no PEM text begins.
    if (content.starts_with(static_cast<char>(der::sequence)))
        return Bytes(bytes_of(content).begin(), bytes_of(content).end());
    const auto block = TRY(find_pem_block(content));
    if (!block)
        return Error{Errc::malformed, "neither PEM nor DER"};
    // RFC 7468 7: the second label is an old one, which Windows still writes.
    if (block->label != "CERTIFICATE REQUEST" && block->label != "NEW CERTIFICATE REQUEST")
        return Error{Errc::malformed,
                     "a PEM block " + printable(block->label, 32) +
                         "; CERTIFICATE REQUEST was expected",
                     "RFC 7468 7"};
    if (!trim(block->rest).empty())
        return Error{Errc::malformed, "bytes after " + std::string(what), "RFC 2986 4.2"};
    return TRY_WITHIN(what, decode_base64(block->body));
}

} // namespace mdm::x509
