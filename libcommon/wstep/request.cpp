#include "wstep/request.h"

#include "core/base64.h"
#include "core/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace mdm::wstep {
namespace {

using xml::Element;
using xml::Name;

constexpr std::string_view rst_spec = "MS-WSTEP 3.1.4.1.3.3";
constexpr std::string_view context_spec = "MS-MDE2 3.4.4.1.1.1";

constexpr std::array<std::pair<std::string_view, RequestType>, 5> request_types{{
    {"http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue", RequestType::issue},
    {"http://docs.oasis-open.org/ws-sx/ws-trust/200512/Renew", RequestType::renew},
    {"http://docs.oasis-open.org/ws-sx/ws-trust/200512/Recovery", RequestType::recovery},
    {"http://schemas.microsoft.com/windows/pki/2009/01/enrollment/QueryTokenStatus",
     RequestType::query_token_status},
    {"http://docs.oasis-open.org/ws-sx/ws-trust/200512/KET", RequestType::key_exchange},
}};

bool has_token(RequestType type)
{
    return type == RequestType::issue || type == RequestType::renew ||
           type == RequestType::recovery;
}

/// The last part of a type's URI: devices and documents differ in what stands before it, in case,
/// and in a backslash that came from Markdown.
std::string fragment(const std::string& uri)
{
    return to_lower(uri.substr(uri.find_last_of('#') + 1));
}

/// Whether the token is signed with an old key.
bool is_signed_with_old_key(const Element& rst)
{
    const auto token = xml::find_child(rst, {xml::ns::secext, "BinarySecurityToken"});
    if (!token || !*token)
        return false;
    const auto value = (*token)->attribute_in("ValueType", {"", xml::ns::secext, xml::ns::utility});
    return value && *value && fragment(**value) == "pkcs7";
}

Result<std::string> token_type(const Element& rst)
{
    return TRY(xml::find_text(rst, {xml::ns::trust, "TokenType"})).value_or("");
}

Result<RequestType> request_type(const Element& rst)
{
    const auto text = TRY(xml::find_text(rst, {xml::ns::trust, "RequestType"}));
    if (!text)
        return Error{Errc::malformed, "the RequestSecurityToken has no RequestType", rst_spec};
    for (const auto& [uri, type] : request_types)
        if (*text == uri) {
            const auto wanted = TRY(token_type(rst));
            const bool renews = type == RequestType::issue && wanted.ends_with("#X509v3") &&
                                is_signed_with_old_key(rst);
            return renews ? RequestType::renew : type;
        }
    return Error{Errc::malformed,
                 "RequestType '" + printable(*text) + "' is none that this service knows",
                 "MS-WSTEP 3.1.4.2"};
}

Result<void> require_types(const Element& token, RequestType type)
{
    const auto encoding =
        TRY(token.attribute_in("EncodingType", {"", xml::ns::secext, xml::ns::utility}));
    if (encoding && fragment(*encoding) != "base64binary")
        return Error{Errc::malformed,
                     "EncodingType '" + printable(*encoding) + "' is not base64binary", rst_spec};
    const auto value =
        TRY(token.attribute_in("ValueType", {"", xml::ns::secext, xml::ns::utility}));
    const std::string_view expected = type == RequestType::renew ? "pkcs7" : "pkcs10";
    if (!value || fragment(*value) != expected)
        return Error{Errc::malformed,
                     "ValueType '" + printable(value.value_or("")) + "' is not " +
                         std::string(expected),
                     rst_spec};
    return {};
}

Result<Bytes> token_bytes(const Element& rst, RequestType type)
{
    const auto token = TRY(xml::child(rst, {xml::ns::secext, "BinarySecurityToken"}));
    TRY(require_types(token, type));
    auto bytes = TRY_WITHIN("BinarySecurityToken", decode_base64(token.text()));
    // A message begins with a SEQUENCE, with which no base64 text begins (MS-MDE2 3.5.4.1.1.1).
    if (type == RequestType::renew && !bytes.empty() && bytes.front() != 0x30)
        bytes = TRY_WITHIN("BinarySecurityToken, decoded once", decode_base64(text_of(bytes)));
    if (bytes.empty())
        return Error{Errc::malformed, "the BinarySecurityToken is empty", rst_spec};
    return bytes;
}

/// Clients take a RequestID for a whole number.
Result<std::string> request_id(const Element& rst)
{
    constexpr std::string_view spec = "MS-WSTEP 3.1.4.2.1.2";
    constexpr std::size_t longest = 18;
    const auto text = TRY(xml::find_text(rst, {xml::ns::enrollment, "RequestID"})).value_or("");
    if (text.empty())
        return Error{Errc::malformed, "QueryTokenStatus has no RequestID", spec};
    if (text.size() > longest || text.find_first_not_of("0123456789") != std::string::npos)
        return Error{Errc::malformed,
                     "RequestID '" + printable(text, 64) + "' is none that this service gives out",
                     spec};
    return text;
}

bool has_control_character(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
    });
}

Result<void> require_fit(std::string_view what, std::string_view text, std::size_t limit)
{
    if (text.size() > limit)
        return Error{Errc::malformed,
                     std::string(what) + " is longer than " + std::to_string(limit) + " bytes",
                     context_spec};
    if (has_control_character(text))
        return Error{Errc::malformed, std::string(what) + " holds a control character",
                     context_spec};
    return {};
}

Result<void> add_item(const Element& item, std::vector<ContextItem>& items)
{
    const auto name = TRY(item.attribute_in("Name", {"", xml::ns::authorization}));
    if (!name || trim(*name).empty())
        return Error{Errc::malformed, "a ContextItem has no Name", context_spec};
    const std::string key(trim(*name));
    TRY(require_fit("the name of a ContextItem", key, context_name_max));
    const auto value = TRY(xml::find_child(item, {xml::ns::authorization, "Value"}));
    const std::string text = value ? value->text() : std::string();
    const std::string trimmed(trim(text));
    TRY(require_fit("ContextItem " + key, trimmed, context_value_max));
    const auto same = std::find_if(items.begin(), items.end(),
                                   [&](const ContextItem& other) { return other.first == key; });
    if (same == items.end())
        items.push_back({key, {trimmed}});
    else if (key == "MAC" || key == "IMEI") // a device may have several
        same->second.push_back(trimmed);
    else
        return Error{Errc::malformed, "ContextItem " + key + " occurs more than once",
                     context_spec};
    return {};
}

Result<std::vector<ContextItem>> context(const Element& rst)
{
    std::vector<ContextItem> items;
    const auto found = TRY(xml::find_child(rst, {xml::ns::authorization, "AdditionalContext"}));
    if (!found)
        return items;
    const auto elements = found->children({xml::ns::authorization, "ContextItem"});
    if (elements.size() > context_items_max)
        return Error{Errc::malformed,
                     "more than " + std::to_string(context_items_max) + " ContextItems",
                     context_spec};
    for (const Element& element : elements)
        TRY(add_item(element, items));
    return items;
}

} // namespace

bool is_request(const soap::Envelope& envelope)
{
    return envelope.body.is({xml::ns::trust, "RequestSecurityToken"});
}

RequestType type_of(const soap::Envelope& envelope)
{
    const auto type = is_request(envelope) ? request_type(envelope.body) : RequestType::issue;
    return type ? *type : RequestType::issue;
}

std::string token_type_of(const soap::Envelope& envelope)
{
    if (!is_request(envelope))
        return {};
    auto type = token_type(envelope.body);
    return type ? std::move(*type) : std::string();
}

Result<Request> parse_request(const soap::Envelope& envelope)
{
    const Element& rst = envelope.body;
    if (!is_request(envelope))
        return Error{Errc::malformed,
                     "the body is " + xml::to_text(rst.name()) + ", not a RequestSecurityToken",
                     rst_spec};
    Request request;
    request.token_type = TRY(token_type(rst));
    request.type = TRY(request_type(rst));
    if (has_token(request.type))
        request.token = TRY(token_bytes(rst, request.type));
    if (request.type == RequestType::query_token_status)
        request.request_id = TRY(request_id(rst));
    request.context = TRY(context(rst));
    return request;
}

} // namespace mdm::wstep
