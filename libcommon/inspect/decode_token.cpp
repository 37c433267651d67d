#include "core/base64.h"
#include "core/text.h"
#include "inspect/decode.h"
#include "inspect/der_kind.h"

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

/// What is in the bytes of a token, by their look; unknown for what only its issuer can read.
Kind kind_of_bytes(std::string_view bytes)
{
    if (bytes.starts_with("eyJ"))
        return Kind::token;
    if (trim(bytes).starts_with('<') || bytes.starts_with("\xEF\xBB\xBF"))
        return Kind::document;
    return bytes.starts_with('\x30') ? kind_of_der(bytes_of(bytes)) : Kind::unknown;
}

/// Whether whoever has the bytes can do something with them: sign in, or read a password.
bool is_secret(Kind kind)
{
    return kind != Kind::certificate && kind != Kind::request && kind != Kind::cms;
}

} // namespace

void decode_binary_token(Node& into)
{
    auto bytes = decode_base64(into.value);
    into.secret = true;
    if (!bytes) {
        into.note("cannot be read: " + bytes.error().message);
        return;
    }
    std::string content(text_of(*bytes));
    // The renewal that a person begins is in base64 twice (MS-MDE2 3.5.4.1.1.1), and so may be the
    // token of a sign-in.
    const bool twice = kind_of_bytes(content) == Kind::unknown;
    if (const auto again = twice ? decode_base64(content) : bytes; twice && again)
        if (kind_of_bytes(text_of(*again)) != Kind::unknown) {
            content = text_of(*again);
            into.note("base64 twice");
        }
    const Kind kind = kind_of_bytes(content);
    into.secret = is_secret(kind);
    into.meaning = fmt::format("{} bytes", content.size());
    if (kind == Kind::unknown) {
        into.note("opaque: only the service that issued it knows what it means");
        return;
    }
    Node decoded = tree_of(read_nested(std::move(content)));
    decoded.role = Node::Role::decoded;
    into.add(std::move(decoded));
}

} // namespace mdm::inspect
