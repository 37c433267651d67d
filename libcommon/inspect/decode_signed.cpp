#include "core/text.h"
#include "inspect/decode.h"
#include "jose/base64url.h"
#include "jose/json.h"
#include "pkcs7/signed_data.h"
#include "x509/der.h"

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

/// One part of a token, a JSON object.
void add_part(std::string_view part, std::string_view name, Node& into)
{
    Node node{std::string(name), {}, {}, Node::Role::decoded};
    const auto bytes = jose::decode_base64url(part);
    if (!bytes)
        node.note("cannot be read: " + bytes.error().message);
    else
        decode_record(text_of(*bytes), node);
    into.add(std::move(node));
}

/// Whether a content is a PKIResponse, three SEQUENCEs in one (RFC 5272 3.2.2), and no certificate
/// request, which ends in a BIT STRING.
bool is_pki_response(ByteView content)
{
    namespace der = x509::der;
    der::Reader whole(content);
    auto inside = whole.enter(der::sequence, "the response");
    if (!inside)
        return false;
    for (const char* part : {"controls", "messages", "others"})
        if (!inside->take(der::sequence, part))
            return false;
    return inside->at_end();
}

} // namespace

void decode_cms(ByteView ber, Node& into)
{
    const auto message = pkcs7::SignedData::parse(ber);
    if (!message) {
        into.note("cannot be read: " + message.error().message);
        return;
    }
    Node signer{"signer", {}, {}, Node::Role::decoded};
    decode_certificate(message->signer_certificate(), signer);
    const auto content = message->verify(true);
    into.add("signature", content ? "good" : "not good",
             content ? "by the certificate below" : content.error().message);
    into.add(std::move(signer));
    if (!content)
        return;
    if (is_pki_response(*content)) {
        into.add(Node{"content", fmt::format("{} bytes", content->size()), "full PKI response",
                      Node::Role::decoded});
        return;
    }
    Node request{"content", fmt::format("{} bytes", content->size()), "certificate request",
                 Node::Role::decoded};
    decode_request(*content, request);
    into.add(std::move(request));
}

void decode_token(std::string_view compact, Node& into)
{
    const auto parts = split(trim(compact), '.');
    if (parts.size() != 3) {
        into.note("cannot be read: not three parts with points between them");
        return;
    }
    add_part(parts[0], "header", into);
    add_part(parts[1], "claims", into);
    into.add(Node{"signature", std::string(parts[2]), {}, Node::Role::decoded, true});
}

} // namespace mdm::inspect
