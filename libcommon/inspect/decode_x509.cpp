#include "core/text.h"
#include "core/time.h"
#include "inspect/decode.h"
#include "ossl/digest.h"
#include "x509/certificate.h"
#include "x509/der.h"
#include "x509/name.h"
#include "x509/public_key.h"
#include "x509/request.h"
#include "x509/signed.h"

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

namespace der = x509::der;

std::string name_of(ByteView name)
{
    const auto text = x509::name_text(name);
    return text ? *text : "(" + text.error().message + ")";
}

std::string algorithm_of(ByteView algorithm)
{
    const auto known = x509::parse_signature_algorithm(algorithm);
    return known ? known->name : "(" + known.error().message + ")";
}

std::string key_of(ByteView public_key_info)
{
    const auto info = x509::parse_public_key_info(public_key_info);
    return info ? x509::name_of(*info) : "(" + info.error().message + ")";
}

/// The Extensions of a TBSCertificate, which [3] holds.
std::optional<ByteView> certificate_extensions(ByteView body)
{
    der::Reader outer(body);
    auto content = outer.enter(der::sequence, "what is signed");
    while (content && !content->at_end()) {
        if (content->next_is(der::context(3)))
            return content->any("the extensions")->content;
        if (!content->any("a field"))
            break;
    }
    return std::nullopt;
}

/// A CertificationRequestInfo (RFC 2986 4.1).
struct RequestBody {
    ByteView subject;
    ByteView key;
    ByteView attributes = {};
};

Result<RequestBody> read_request_body(ByteView body)
{
    der::Reader outer(body);
    auto content = TRY(outer.enter(der::sequence, "what is signed"));
    TRY(content.take(der::integer, "the version"));
    const auto subject = TRY(content.take(der::sequence, "the subject")).whole;
    const auto key = TRY(content.take(der::sequence, "the public key")).whole;
    RequestBody result{subject, key};
    if (content.next_is(der::context(0)))
        result.attributes = TRY(content.any("the attributes")).content;
    return result;
}

/// The requested extensions among the attributes of a request (RFC 2985 5.4.2).
Result<void> decode_attributes(ByteView attributes, Node& into)
{
    constexpr std::string_view extension_request = "1.2.840.113549.1.9.14";
    der::Reader list(attributes);
    while (!list.at_end()) {
        auto attribute = TRY(list.enter(der::sequence, "an attribute"));
        const auto type = TRY(attribute.take(der::object_identifier, "an attribute"));
        auto values = TRY(attribute.enter(der::set, "an attribute"));
        const std::string oid = der::oid_text(type.content);
        if (oid == extension_request)
            decode_extensions(values.rest(), into);
        else
            into.add("attribute", oid);
    }
    return {};
}

Result<void> add_request(ByteView request, Node& into)
{
    const auto parts = TRY(x509::parse_signed(request, "the request", "RFC 2986 4.2"));
    const auto body = TRY(read_request_body(parts.body));
    into.add("subject", name_of(body.subject));
    into.add("key", key_of(body.key));
    into.add("SHA-256 of key", to_hex(ossl::sha256(body.key)));
    // The least that is asked of a key, so that what was signed with it is looked at in any case.
    constexpr unsigned small = 512;
    const x509::KeyRules any{.rsa_bits_min = small, .rsa_bits_max = 16384, .sha1_signature = true};
    const auto checked = x509::parse_request(request, any);
    into.add("signature", algorithm_of(parts.algorithm),
             checked ? "by its own key" : "not good: " + checked.error().message);
    return decode_attributes(body.attributes, into);
}

} // namespace

void decode_certificate(ByteView bytes, Node& into)
{
    const auto certificate = x509::parse_certificate(bytes);
    if (!certificate) {
        into.note("cannot be read: " + certificate.error().message);
        return;
    }
    into.add("subject", name_of(certificate->subject));
    into.add("issuer", name_of(certificate->issuer),
             x509::is_self_signed(*certificate) ? "self-signed" : "");
    into.add("serial", x509::serial_of(*certificate));
    into.add("not before", to_text(certificate->not_before));
    const auto days =
        std::chrono::floor<std::chrono::days>(certificate->not_after - certificate->not_before);
    into.add("not after", to_text(certificate->not_after), fmt::format("{} days", days.count()));
    into.add("key", key_of(certificate->public_key_info));
    into.add("SHA-1 thumbprint", x509::thumbprint(bytes));
    into.add("SHA-256", to_hex(ossl::sha256(bytes)));
    const auto parts = x509::parse_signed(bytes, "the certificate", {});
    if (!parts)
        return;
    into.add("signature", algorithm_of(parts->algorithm));
    if (const auto extensions = certificate_extensions(parts->body))
        decode_extensions(*extensions, into);
}

void decode_request(ByteView bytes, Node& into)
{
    if (const auto added = add_request(bytes, into); !added)
        into.note("cannot be read: " + added.error().message);
}

} // namespace mdm::inspect
