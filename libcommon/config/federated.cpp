#include "config/federated.h"

#include "config/readers.h"

#include <algorithm>

namespace mdm::config {
namespace {

/// The issuers of Entra's tokens of version 1 and 2.
constexpr const char* entra_issuers[] = {"https://sts.windows.net/{tenantid}/",
                                         "https://login.microsoftonline.com/{tenantid}/v2.0"};

/// What has to be there, lest a token of anybody, or for anything, will do.
void check(Table& table, const TokenIssuer& issuer)
{
    const auto open = [](const std::string& text) {
        return text.find("{tenantid}") != std::string::npos;
    };
    const bool any_tenant = std::any_of(issuer.issuers.begin(), issuer.issuers.end(), open);
    if (issuer.jwk_set.empty())
        table.fail("jwk_set", "the file with the keys of the issuer");
    if (issuer.issuers.empty())
        table.fail("issuers", "given where there are no tenants");
    if (issuer.audiences.empty())
        table.fail("audiences", "given");
    if (any_tenant && issuer.tenants.empty())
        table.fail("tenants", "given where an issuer has {tenantid}");
    if (issuer.user_claims.empty())
        table.fail("user_claims", "at least one claim");
}

Result<TokenIssuer> read_issuer(Table table)
{
    TokenIssuer issuer;
    table.read_path("jwk_set", issuer.jwk_set);
    table.read("tenants", issuer.tenants);
    if (!issuer.tenants.empty())
        issuer.issuers.assign(std::begin(entra_issuers), std::end(entra_issuers));
    table.read("issuers", issuer.issuers);
    table.read("audiences", issuer.audiences);
    table.read("user_claims", issuer.user_claims);
    table.read("groups_claim", issuer.groups_claim);
    table.read("device_claim", issuer.device_claim);
    table.read("required", issuer.required);
    table.read("device_tokens", issuer.device_tokens);
    table.read("single_use", issuer.single_use);
    table.read("terms_required", issuer.terms_required);
    check(table, issuer);
    TRY(table.finish());
    return issuer;
}

} // namespace

Result<Federated> read_federated(Table table)
{
    Federated federated;
    table.read("authentication_url", federated.authentication_url);
    if (!federated.authentication_url.empty() &&
        !federated.authentication_url.starts_with("https://"))
        table.fail("authentication_url", "an https URL");
    table.read_path("key_file", federated.key_file);
    table.read("issuer", federated.issuer);
    table.read("audience", federated.audience);
    table.read_duration("lifetime_minutes", federated.lifetime, 1, 60);
    table.read_duration("skew_seconds", federated.skew, 0, 600);
    for (const Table& issuer : table.tables("issuers"))
        federated.issuers.push_back(TRY(read_issuer(issuer)));
    TRY(table.finish());
    return federated;
}

} // namespace mdm::config
