#include "device/message.h"

#include "core/base64.h"
#include "device/type_uri.h"

#include <algorithm>
#include <array>

namespace mdm::device {
namespace {

namespace ns = xml::ns;

constexpr std::string_view anonymous = "http://www.w3.org/2005/08/addressing/anonymous";
constexpr std::string_view password_text =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0"
    "#PasswordText";
/// Every device sends this Id (MS-MDE2 3.4.4.1.1.1).
constexpr std::string_view token_id = "uuid-cc1ccc1f-2fba-4bcf-b063-ffc0cac77917-4";

struct Binding {
    std::string_view space;
    std::string_view usual; ///< empty: the default namespace of the body's element
};

constexpr std::array<Binding, 10> bindings{{
    {ns::soap12, "s"},
    {ns::addressing, "a"},
    {ns::utility, "u"},
    {ns::secext, "wsse"},
    {ns::trust, "wst"},
    {ns::authorization, "ac"},
    {ns::instance, "xsi"},
    {ns::discovery, ""},
    {ns::policy, ""},
    {ns::enrollment, "wstep"},
}};

const Binding& binding_of(std::string_view space)
{
    const auto wanted = space == ns::soap11 ? ns::soap12 : space;
    return *std::find_if(bindings.begin(), bindings.end(),
                         [&](const Binding& binding) { return binding.space == wanted; });
}

std::string spell(const Style& style, std::string_view space)
{
    const Binding& binding = binding_of(space);
    if (style.prefixes == Prefixes::numbered)
        return "n" + std::to_string(&binding - bindings.data() + 1);
    return std::string(binding.usual);
}

std::string_view soap_space_of(const Style& style)
{
    return style.soap11 ? ns::soap11 : ns::soap12;
}

} // namespace

Result<FederatedToken::Type> token_type_from(std::string_view word)
{
    if (word == "user")
        return FederatedToken::Type::user;
    if (word == "entra")
        return FederatedToken::Type::entra;
    return Error{Errc::usage, "'" + std::string(word) + "' is none of user, entra"};
}

Result<std::string> seal(std::string message, const Credentials& credentials)
{
    if (const auto* token = std::get_if<CertificateToken>(&credentials))
        return sign_message(message, *token->signer);
    return message;
}

Message::Message(const Style& style, std::string_view action, const Header& header)
    : style_(style), writer_(spell(style, ns::soap12) + ":Envelope"), header_(writer_.root()),
      body_(writer_.root())
{
    const auto soap = [&](std::string_view local) { return name(soap_space(), local); };
    const auto addressing = [&](std::string_view local) { return name(ns::addressing, local); };
    header_ = writer_.root().child(soap("Header"));
    header_.child(addressing("Action")).attribute(soap("mustUnderstand"), "1").text(action);
    if (!header.message_id.empty())
        header_.leaf(addressing("MessageID"), header.message_id);
    header_.child(addressing("ReplyTo")).leaf(addressing("Address"), anonymous);
    header_.child(addressing("To")).attribute(soap("mustUnderstand"), "1").text(header.to);
    body_ = writer_.root().child(soap("Body"));
}

void Message::add_timestamp(xml::Writer::Node& security, Time created)
{
    auto timestamp = security.child(name(ns::utility, "Timestamp"));
    timestamp.attribute(name(ns::utility, "Id"), "_0");
    timestamp.leaf(name(ns::utility, "Created"), to_text_with_milliseconds(created));
    timestamp.leaf(name(ns::utility, "Expires"),
                   to_text_with_milliseconds(created + std::chrono::minutes(5)));
}

void Message::add_security(const Credentials& credentials)
{
    auto security = header_.child(name(ns::secext, "Security"));
    security.attribute(name(soap_space(), "mustUnderstand"), "1");
    std::visit(
        [&](const auto& token) {
            if (token.created)
                add_timestamp(security, *token.created);
            add(security, token);
        },
        credentials);
}

void Message::add(xml::Writer::Node& security, const UsernameToken& token)
{
    auto username = security.child(name(ns::secext, "UsernameToken"));
    username.attribute(name(ns::utility, "Id"), token_id);
    username.leaf(name(ns::secext, "Username"), token.user);
    username.child(name(ns::secext, "Password"))
        .attribute(security_attribute("Type", true), password_text)
        .text(token.password.reveal());
}

void Message::add(xml::Writer::Node& security, const FederatedToken& token)
{
    std::string encoded = encode_base64(bytes_of(token.token.reveal()));
    security.child(name(ns::secext, "BinarySecurityToken"))
        .attribute(security_attribute("ValueType", false), token.type == FederatedToken::Type::user
                                                               ? type_uri::user_token
                                                               : type_uri::entra_token)
        .attribute(security_attribute("EncodingType", false), type_uri::base64binary)
        .text(encoded);
    wipe(encoded);
}

void Message::add(xml::Writer::Node& security, const CertificateToken& token)
{
    security.child(name(ns::secext, "BinarySecurityToken"))
        .attribute(security_attribute("ValueType", false), type_uri::certificate)
        .attribute(name(ns::utility, "Id"), signing_token_id)
        .attribute(security_attribute("EncodingType", false), type_uri::base64binary)
        .text(encode_base64(token.signer->certificate));
}

xml::Writer::Node Message::payload(std::string_view space, std::string_view local)
{
    auto element = body_.child(name(space, local));
    if (prefix(space).empty())
        element.attribute("xmlns", space);
    return element;
}

std::string Message::name(std::string_view space, std::string_view local)
{
    const std::string before = prefix(space);
    return before.empty() ? std::string(local) : before + ":" + std::string(local);
}

std::string Message::security_attribute(std::string_view local, bool captured)
{
    const bool qualified = style_.attributes == Attributes::qualified ||
                           (style_.attributes == Attributes::captured && captured);
    return qualified ? name(ns::secext, local) : std::string(local);
}

std::string Message::prefix(std::string_view space)
{
    std::string spelled = spell(style_, space);
    if (!spelled.empty() &&
        std::find(declared_.begin(), declared_.end(), space) == declared_.end()) {
        writer_.root().attribute("xmlns:" + spelled, space);
        declared_.push_back(space);
    }
    return spelled;
}

std::string_view Message::soap_space() const
{
    return soap_space_of(style_);
}

} // namespace mdm::device
