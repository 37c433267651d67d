#include "core/base64.h"
#include "core/text.h"
#include "core/time.h"
#include "inspect/der_kind.h"
#include "inspect/lint_parts.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

namespace ns = xml::ns;
using xml::Element;

constexpr std::array<std::string_view, 4> token_types{
    "http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/"
    "DeviceEnrollmentUserToken",
    "urn:ietf:params:oauth:token-type:jwt",
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3",
    "X509v3"};

void lint_username(Report& report, const Element& token, bool renewal)
{
    const auto user = first_of(token, {ns::secext, "Username"});
    if (!renewal && (!user || trim(user->text()).empty()))
        report.find("username", token, "no Username", "the name of the user");
    const auto password = first_of(token, {ns::secext, "Password"});
    if (!renewal && (!password || password->text().empty()))
        report.find("password", token, "no Password", "the password of the user");
    if (password && !attribute_of(*password, "Type").ends_with("#PasswordText"))
        report.find("password-type", *password, "Type '" + attribute_of(*password, "Type") + "'",
                    "...username-token-profile-1.0#PasswordText");
}

/// What the token is, once or twice in base64, is told to the rules of its kind.
void lint_content(Report& report, const Element& token, const std::string& bytes)
{
    std::string content = bytes;
    if (!content.starts_with("eyJ") && kind_of_der(bytes_of(content)) == Kind::unknown)
        if (const auto again = decode_base64(content))
            content = text_of(*again);
    if (!content.starts_with("eyJ"))
        return;
    const Subject inner = read_nested(std::move(content), Kind::token);
    Report nested(inner, report, token);
    lint_token(nested);
}

void lint_token_element(Report& report, const Element& token)
{
    const auto type = attribute_of(token, "ValueType");
    if (std::find(token_types.begin(), token_types.end(), type) == token_types.end())
        report.find("header-token-type", token, "ValueType '" + type + "'",
                    "DeviceEnrollmentUserToken, a JWT or X509v3");
    lint_encoding_type(report, token);
    const std::string content = token.text();
    std::string_view text = trim(content);
    if (text.ends_with('"')) {
        report.find("token-quotation-mark", token, "a quotation mark at the end", "none");
        text.remove_suffix(1);
    }
    const auto bytes = decode_base64(text);
    if (!bytes || bytes->empty())
        report.find("base64", token, bytes ? "nothing" : bytes.error().message, "base64");
    else
        lint_content(report, token, std::string(text_of(*bytes)));
}

} // namespace

void lint_encoding_type(Report& report, const Element& token)
{
    constexpr std::string_view expected =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
        "#base64binary";
    if (const auto type = attribute_of(token, "EncodingType"); type != expected)
        report.find("encoding-type", token, "EncodingType '" + type + "'", std::string(expected));
}

void lint_timestamp(Report& report, const Element& timestamp)
{
    const auto time = [&](std::string_view local) {
        const auto text = value_of(timestamp, {ns::utility, local});
        return text ? parse_time(*text) : Result<Time>(Error{Errc::malformed, "absent"});
    };
    const auto created = time("Created");
    const auto expires = time("Expires");
    if (!created || !expires || *created >= *expires)
        report.find("timestamp", timestamp, "no Created before an Expires",
                    "two times in their order");
    else if (*expires - *created > std::chrono::minutes(15))
        report.find("timestamp-length", timestamp, "a Timestamp of more than 15 minutes",
                    "5 minutes");
}

void lint_security(Report& report, const Element& security, bool renewal)
{
    for (const auto& timestamp : security.children({ns::utility, "Timestamp"}))
        lint_timestamp(report, timestamp);
    std::size_t tokens = 0;
    for (const auto& child : security.children()) {
        if (child.is({ns::secext, "UsernameToken"})) {
            lint_username(report, child, renewal);
            ++tokens;
        } else if (child.is({ns::secext, "BinarySecurityToken"})) {
            lint_token_element(report, child);
            ++tokens;
        } else if (child.is({ns::signature, "Signature"})) {
            lint_signature(report, security, child);
        }
    }
    if (tokens == 0 && !renewal)
        report.find("security-missing", security, "no token in Security",
                    "a UsernameToken or a BinarySecurityToken");
    if (tokens > 1)
        report.find("security-tokens", security, fmt::format("{} tokens in Security", tokens),
                    "one");
}

} // namespace mdm::inspect
