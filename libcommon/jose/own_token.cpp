#include "jose/own_token.h"

#include "core/text.h"

#include <nlohmann/json.hpp>

namespace mdm::jose {
namespace {

Result<void> check(std::string_view what, const std::string& text)
{
    if (text.empty())
        return Error{Errc::refused, "a token needs " + std::string(what)};
    if (printable(text, text.size()) != text)
        return Error{Errc::refused,
                     std::string(what) + " of a token must be UTF-8 without control characters"};
    return {};
}

} // namespace

Result<Secret> mint(const SigningKey& key, const OwnToken& token)
{
    TRY(check("an issuer", token.issuer));
    TRY(check("an audience", token.audience));
    TRY(check("a user", token.user));
    TRY(check("an id", token.id));
    for (const auto& group : token.groups)
        TRY(check("a group", group));
    const std::int64_t now = seconds_since_epoch(token.issued_at);
    nlohmann::ordered_json claims{{"iss", token.issuer}, {"aud", token.audience},
                                  {"sub", token.user},   {"upn", token.user},
                                  {"jti", token.id},     {"iat", now},
                                  {"nbf", now},          {"exp", now + token.lifetime.count()}};
    if (!token.groups.empty())
        claims["groups"] = token.groups;
    return sign(key, claims.dump());
}

} // namespace mdm::jose
