#include "auth/token_check.h"

#include "core/text.h"

#include <algorithm>

namespace mdm::auth {
namespace {

constexpr std::size_t longest_name = 256;
constexpr std::size_t most_groups = 1000;

/// A text of a token that will be kept. What is too long or has control characters is refused, not
/// changed: it could become another name.
Result<std::string> kept(const jose::Claims& claims, const std::string& name)
{
    const auto text = TRY(claims.text(name)).value_or("");
    if (text.size() > longest_name || printable(text) != text || trim(text) != text)
        return Error{Errc::refused, "the token's claim '" + name + "' is no usable name"};
    return text;
}

bool is_verified(const jose::Claims& claims, const std::string& claim)
{
    if (claim != "email")
        return true;
    const auto* value = claims.find("email_verified");
    const auto* flag = value == nullptr ? nullptr : std::get_if<bool>(value);
    return flag != nullptr && *flag;
}

Result<std::string> user_of(const jose::Claims& claims, const TokenIssuer& issuer)
{
    for (const auto& claim : issuer.user_claims) {
        auto name = TRY(kept(claims, claim));
        if (!name.empty() && is_verified(claims, claim))
            return name;
    }
    return std::string();
}

Result<std::vector<std::string>> groups_of(const jose::Claims& claims, const std::string& claim)
{
    if (claim.empty())
        return std::vector<std::string>();
    auto groups = TRY(claims.texts(claim));
    const bool usable = groups.size() <= most_groups &&
                        std::all_of(groups.begin(), groups.end(), [](const std::string& group) {
                            return group.size() <= longest_name && printable(group) == group;
                        });
    if (!usable)
        return Error{Errc::refused, "the token's claim '" + claim + "' has no usable groups"};
    return groups;
}

/// Names the device in the place of the user.
Result<void> name_device(Identity& identity, const TokenIssuer& issuer)
{
    identity.device_alone = true;
    identity.user = identity.device_id.empty() ? identity.object_id : identity.device_id;
    if (issuer.device_tokens && !identity.user.empty())
        return {};
    std::string claims;
    for (const auto& claim : issuer.user_claims)
        claims += (claims.empty() ? "" : ", ") + claim;
    return Error{Errc::refused, "the token names no user: it has none of the claims " + claims};
}

Result<Identity> identity_of(const jose::Token& token, const TokenIssuer& issuer)
{
    const jose::Claims& claims = token.claims;
    Identity identity;
    identity.method = "federated";
    identity.user = TRY(user_of(claims, issuer));
    identity.groups = TRY(groups_of(claims, issuer.groups_claim));
    identity.issuer = TRY(kept(claims, "iss"));
    identity.tenant = TRY(kept(claims, "tid"));
    identity.object_id = TRY(kept(claims, "oid"));
    if (identity.object_id.empty())
        identity.object_id = TRY(kept(claims, "sub"));
    if (!issuer.device_claim.empty())
        identity.device_id = TRY(kept(claims, issuer.device_claim));
    identity.sid = TRY(kept(claims, "onprem_sid"));
    identity.token_id = token.id;
    identity.own_token = issuer.ours;
    identity.terms_required = issuer.terms_required;
    const auto expires = TRY(claims.time("exp"));
    if (issuer.single_use && expires)
        identity.token_good_until = *expires + issuer.expected.skew;
    if (identity.user.empty())
        TRY(name_device(identity, issuer));
    return identity;
}

/// Whether a token says that it is of this issuer, and of this issuer's tenants; the claims are not
/// verified yet.
bool names_issuer(const jose::Token& token, const TokenIssuer& issuer)
{
    const auto name = token.claims.text("iss");
    const auto tenant = token.claims.text("tid");
    if (!name || !*name || !tenant)
        return false;
    const auto& issuers = issuer.expected.issuers;
    return std::any_of(issuers.begin(), issuers.end(), [&](const auto& pattern) {
        return jose::is_issuer(pattern, tenant->value_or(""), **name);
    });
}

bool names_tenant(const jose::Token& token, const TokenIssuer& issuer)
{
    const auto tenant = token.claims.text("tid");
    const auto& tenants = issuer.expected.tenants;
    return tenants.empty() || std::any_of(tenants.begin(), tenants.end(), [&](const auto& known) {
               return tenant && *tenant &&
                      jose::with_lower_uuids(known) == jose::with_lower_uuids(**tenant);
           });
}

/// The issuer to ask. Where none has the tenant, the first of that name will say so.
Result<const TokenIssuer*> issuer_of(const jose::Token& token, std::span<const TokenIssuer> issuers)
{
    const TokenIssuer* found = nullptr;
    for (const auto& issuer : issuers) {
        if (!names_issuer(token, issuer))
            continue;
        if (names_tenant(token, issuer))
            return &issuer;
        found = found == nullptr ? &issuer : found;
    }
    if (found != nullptr)
        return found;
    const auto name = TRY(token.claims.text("iss")).value_or("");
    return Error{Errc::refused,
                 "the token is of the issuer '" + printable(name) + "', which is not known here",
                 "RFC 7519 4.1.1"};
}

/// Whether a token names no tenant where some issuer has tenants.
bool lacks_tenant(const jose::Token& token, std::span<const TokenIssuer> issuers)
{
    const auto tenant = token.claims.text("tid");
    return tenant && !*tenant && std::any_of(issuers.begin(), issuers.end(), [](const auto& one) {
               return !one.expected.tenants.empty();
           });
}

Result<void> verify(const jose::Token& token, const TokenIssuer& issuer)
{
    const auto keys = issuer.keys();
    if (!keys)
        return Error{Errc::environment, keys.error().message, keys.error().spec};
    return jose::verify(token, *keys);
}

} // namespace

Result<Identity, TokenFailure> check_token(const Secret& compact,
                                           std::span<const TokenIssuer> issuers, Time now)
{
    const auto token = jose::parse_token(compact);
    if (!token)
        return TokenFailure(token.error());
    const auto issuer = issuer_of(*token, issuers);
    if (!issuer)
        return TokenFailure(issuer.error(), lacks_tenant(*token, issuers));
    if (const auto ours = verify(*token, **issuer); !ours)
        return TokenFailure(ours.error());
    if (const auto good = jose::check_claims(token->claims, (*issuer)->expected, now); !good)
        return TokenFailure(good.error(), !names_tenant(*token, **issuer));
    auto identity = identity_of(*token, **issuer);
    if (!identity)
        return TokenFailure(identity.error(), true);
    return std::move(identity).value();
}

} // namespace mdm::auth
