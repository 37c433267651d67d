#include "service/token_check.h"

namespace mdm::service {
namespace {

using enrollment::Refusal;
using fault::Subcode;

/// Our own tokens: what `mint_token` makes. They are verified with the public half of the key.
auth::TokenIssuer ourselves(const config::Settings& settings)
{
    const auto& federated = settings.federated;
    const auto& url = settings.service.enrollment_url;
    return {.expected = {.issuers = {federated.issuer.empty() ? url : federated.issuer},
                         .audiences = {federated.audience.empty() ? url : federated.audience},
                         .tenants = {},
                         .skew = federated.skew},
            .user_claims = {"upn"},
            .groups_claim = "groups",
            .ours = true,
            .keys = [&path = federated.key_file]() -> Result<jose::KeySet> {
                const auto key = TRY(jose::load_signing_key(path));
                return jose::key_set_of(key);
            }};
}

auth::TokenIssuer issuer_of(const config::TokenIssuer& issuer, std::chrono::seconds skew)
{
    jose::Expectation expected{.issuers = issuer.issuers,
                               .audiences = issuer.audiences,
                               .tenants = issuer.tenants,
                               .skew = skew};
    for (const auto& [name, values] : issuer.required)
        expected.required.push_back({name, values});
    return {.expected = std::move(expected),
            .user_claims = issuer.user_claims,
            .groups_claim = issuer.groups_claim,
            .device_claim = issuer.device_claim,
            .device_tokens = issuer.device_tokens,
            .single_use = issuer.single_use,
            .terms_required = issuer.terms_required,
            .keys = [&path = issuer.jwk_set] { return jose::load_key_set(path); }};
}

} // namespace

std::vector<auth::TokenIssuer> token_issuers_of(const config::Settings& settings)
{
    const auto& federated = settings.federated;
    std::vector<auth::TokenIssuer> issuers;
    if (!federated.key_file.empty())
        issuers.push_back(ourselves(settings));
    for (const auto& issuer : federated.issuers)
        issuers.push_back(issuer_of(issuer, federated.skew));
    return issuers;
}

enrollment::TokenCheck token_check(const config::Settings& settings,
                                   const enrollment::Arrival& arrival)
{
    if (!settings.federated.takes_tokens())
        return {};
    return [&](const Secret& token) -> Result<auth::Identity, Refusal> {
        const auto identity = auth::check_token(token, token_issuers_of(settings), arrival.now);
        if (identity)
            return *identity;
        // What is no token at all is no good token either.
        const Error& error = identity.error();
        return error.code == Errc::environment
                   ? enrollment::refusal_of(Subcode::enrollment_server, error)
                   : enrollment::refusal_of(Subcode::authentication,
                                            {Errc::refused, error.message, error.spec});
    };
}

} // namespace mdm::service
