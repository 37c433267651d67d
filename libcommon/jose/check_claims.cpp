#include "core/text.h"
#include "jose/claims.h"

#include <algorithm>

namespace mdm::jose {
namespace {

bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Whether a text begins with a UUID (RFC 4122 3).
bool begins_with_uuid(std::string_view text)
{
    constexpr std::string_view form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (text.size() < form.size())
        return false;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '-' ? text[i] != '-' : !is_hex(text[i]))
            return false;
    return true;
}

bool holds(const std::vector<std::string>& texts, std::string_view wanted)
{
    const std::string spelled = with_lower_uuids(wanted);
    return std::any_of(texts.begin(), texts.end(),
                       [&](const auto& text) { return with_lower_uuids(text) == spelled; });
}

Error refuse(std::string message, std::string_view clause)
{
    return {Errc::refused, std::move(message), clause};
}

Result<void> check_times(const Claims& claims, std::chrono::seconds skew, Time now)
{
    const auto expires = TRY(claims.time("exp"));
    if (!expires)
        return refuse("the token does not say when it expires (exp)", "RFC 7519 4.1.4");
    if (now >= *expires + skew)
        return refuse("the token has expired at " + to_text(*expires), "RFC 7519 4.1.4");
    const auto begins = TRY(claims.time("nbf"));
    if (begins && now + skew < *begins)
        return refuse("the token is not valid before " + to_text(*begins), "RFC 7519 4.1.5");
    const auto issued = TRY(claims.time("iat"));
    if (issued && now + skew < *issued)
        return refuse("the token was issued in the future, at " + to_text(*issued),
                      "RFC 7519 4.1.6");
    return {};
}

Result<void> check_issuer(const Claims& claims, const Expectation& expected)
{
    const auto issuer = TRY(claims.text("iss"));
    const auto tenant = TRY(claims.text("tid"));
    const bool known =
        issuer &&
        std::any_of(expected.issuers.begin(), expected.issuers.end(), [&](const auto& pattern) {
            return is_issuer(pattern, tenant.value_or(""), *issuer);
        });
    if (!known)
        return refuse("the token is of the issuer '" + printable(issuer.value_or("")) +
                          "', which is not known here",
                      "RFC 7519 4.1.1");
    return {};
}

Result<void> check_audience(const Claims& claims, const Expectation& expected)
{
    const auto audiences = TRY(claims.texts("aud"));
    for (const auto& audience : audiences)
        if (holds(expected.audiences, audience))
            return {};
    return refuse("the token is for the audience '" +
                      printable(audiences.empty() ? "" : audiences.front()) +
                      "', which is not this service",
                  "RFC 7519 4.1.3");
}

Result<void> check_tenant(const Claims& claims, const Expectation& expected)
{
    const auto tenant = TRY(claims.text("tid"));
    if (expected.tenants.empty() || (tenant && holds(expected.tenants, *tenant)))
        return {};
    return refuse("the token is of the tenant '" + printable(tenant.value_or("")) +
                      "', which is not known here",
                  {});
}

bool says(const Claims::Value& value, const std::string& wanted)
{
    if (const auto* flag = std::get_if<bool>(&value))
        return wanted == (*flag ? "true" : "false");
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return wanted == std::to_string(*number);
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
        return std::find(texts->begin(), texts->end(), wanted) != texts->end();
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr)
        return false;
    const auto words = split(*text, ' ');
    return *text == wanted || std::find(words.begin(), words.end(), wanted) != words.end();
}

Result<void> check_required(const Claims& claims, const RequiredClaim& required)
{
    const Claims::Value* value = claims.find(required.name);
    for (const auto& wanted : required.values)
        if (value != nullptr && says(*value, wanted))
            return {};
    return refuse("the token's claim '" + required.name +
                      (value == nullptr ? "' is absent" : "' is not what is required here"),
                  {});
}

} // namespace

bool is_issuer(std::string_view pattern, const std::string& tenant, std::string_view issuer)
{
    constexpr std::string_view variable = "{tenantid}";
    std::string expected(pattern);
    if (const auto at = expected.find(variable); at != std::string::npos) {
        // Anything else in its place could turn the issuer into another one.
        if (tenant.size() != 36 || !begins_with_uuid(tenant))
            return false;
        expected.replace(at, variable.size(), tenant);
    }
    return with_lower_uuids(expected) == with_lower_uuids(issuer);
}

std::string with_lower_uuids(std::string_view text)
{
    constexpr std::size_t length = 36;
    std::string result;
    while (!text.empty()) {
        const std::size_t step = begins_with_uuid(text) ? length : 1;
        result += step == 1 ? std::string(1, text.front()) : to_lower(text.substr(0, step));
        text.remove_prefix(step);
    }
    return result;
}

Result<void> check_claims(const Claims& claims, const Expectation& expected, Time now)
{
    TRY(check_issuer(claims, expected));
    TRY(check_audience(claims, expected));
    TRY(check_tenant(claims, expected));
    TRY(check_times(claims, expected.skew, now));
    for (const auto& required : expected.required)
        TRY(check_required(claims, required));
    return {};
}

} // namespace mdm::jose
