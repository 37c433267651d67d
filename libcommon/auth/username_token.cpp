#include "auth/username_token.h"

#include "core/text.h"

#include <fmt/format.h>

namespace mdm::auth {
namespace {

constexpr std::string_view clause = "WSS UsernameToken Profile 1.1, 3.1";
constexpr std::string_view password_text =
    "http://docs.oasis-open.org/wss/2004/01/"
    "oasis-200401-wss-username-token-profile-1.0#PasswordText";
constexpr std::size_t longest_name = 256;
constexpr std::size_t longest_password = 512;

constexpr xml::Name username_token{xml::ns::secext, "UsernameToken"};
constexpr xml::Name binary_security_token{xml::ns::secext, "BinarySecurityToken"};
constexpr xml::Name signature{xml::ns::signature, "Signature"};

bool has(const xml::Element& parent, const xml::Name& name)
{
    return !parent.children(name).empty();
}

/// Attributes of WS-Security come with its prefix and without.
Result<std::optional<std::string>> attribute_of(const xml::Element& element, std::string_view local)
{
    return element.attribute_in(local, {"", xml::ns::secext, xml::ns::utility});
}

/// Why there is no UsernameToken: what the device sent in its place.
Result<UsernameToken> no_username_token(const xml::Element& security)
{
    const auto tokens = security.children(binary_security_token);
    const auto refuse = [&](std::string_view found) {
        return Error{Errc::refused,
                     fmt::format("{} has {}, expected a UsernameToken", security.path(), found)};
    };
    if (!tokens.empty()) {
        const auto type = TRY(attribute_of(tokens.front(), "ValueType"));
        return refuse(
            fmt::format("a BinarySecurityToken of type '{}'", printable(trim(type.value_or("")))));
    }
    if (has(security, signature))
        return refuse("a Signature");
    return Error{Errc::malformed, security.path() + " has no UsernameToken", clause};
}

Result<std::string> parse_name(const xml::Element& token)
{
    auto name = TRY(xml::find_text(token, {xml::ns::secext, "Username"}));
    const std::string path = token.path() + "/Username";
    if (!name || name->empty())
        return Error{Errc::malformed, path + " is absent or empty", clause};
    if (name->size() > longest_name)
        return Error{Errc::malformed,
                     fmt::format("{} is longer than {} bytes", path, longest_name)};
    if (printable(*name) != *name)
        return Error{Errc::malformed, path + " has a control character"};
    return std::move(*name);
}

Result<void> check_type(const xml::Element& password)
{
    const auto type = TRY(attribute_of(password, "Type"));
    if (!type || trim(*type) == password_text)
        return {};
    return Error{Errc::refused,
                 fmt::format("{} is of type '{}', expected '{}'", password.path(),
                             printable(trim(*type)), password_text),
                 clause};
}

std::string_view without_pretty_printing(std::string_view text)
{
    const auto trimmed = trim(text);
    const auto start = static_cast<std::size_t>(trimmed.data() - text.data());
    const auto around = [&](char c) {
        return text.substr(0, start).find(c) != text.npos ||
               text.substr(start + trimmed.size()).find(c) != text.npos;
    };
    return trimmed.empty() || around('\n') || around('\r') ? trimmed : text;
}

Result<Secret> parse_password(const xml::Element& token)
{
    const auto element = TRY(xml::child(token, {xml::ns::secext, "Password"}));
    TRY(check_type(element));
    if (!element.children().empty())
        return Error{Errc::malformed, element.path() + " has elements inside, text is expected",
                     clause};
    std::string text = element.text();
    Secret password{std::string(without_pretty_printing(text))};
    wipe(text);
    if (password.reveal().size() > longest_password)
        return Error{Errc::malformed,
                     fmt::format("{} is longer than {} bytes", element.path(), longest_password)};
    return password;
}

} // namespace

Result<Credential> credential_of(const xml::Element& security)
{
    const bool named = has(security, username_token);
    const bool signs = has(security, signature);
    const bool token = has(security, binary_security_token);
    if (named && (signs || token))
        return Error{Errc::malformed,
                     fmt::format("{} has a UsernameToken and a {}, expected one of them",
                                 security.path(), signs ? "Signature" : "BinarySecurityToken")};
    if (named)
        return Credential::username;
    if (signs)
        return Credential::certificate;
    return token ? Credential::token : Credential::none;
}

bool has_empty_password(const xml::Element& security)
{
    const auto tokens = security.children(username_token);
    if (tokens.size() != 1)
        return false;
    const auto passwords = tokens.front().children({xml::ns::secext, "Password"});
    if (passwords.size() > 1)
        return false;
    std::string text = passwords.empty() ? "" : passwords.front().text();
    const bool empty = trim(text).empty();
    wipe(text);
    return empty;
}

Result<UsernameToken> parse_username_token(const xml::Element& security)
{
    const auto token = TRY(xml::find_child(security, username_token));
    if (!token)
        return no_username_token(security);
    auto name = TRY(parse_name(*token));
    auto password = TRY(parse_password(*token));
    return UsernameToken{std::move(name), std::move(password)};
}

} // namespace mdm::auth
