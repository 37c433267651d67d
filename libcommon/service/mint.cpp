#include "service/mint.h"

#include "jose/own_token.h"

namespace mdm::service {

Result<Secret> mint_token(const config::Settings& settings, const auth::Identity& identity,
                          Time now, const std::string& id)
{
    const auto& federated = settings.federated;
    const auto& service_url = settings.service.enrollment_url;
    TRY(config::require(federated.key_file, "federated", "key_file"));
    if (federated.issuer.empty() || federated.audience.empty())
        TRY(config::require(service_url, "service", "enrollment_url"));
    const auto key = TRY(jose::load_signing_key(federated.key_file));
    return jose::mint(key,
                      {.issuer = federated.issuer.empty() ? service_url : federated.issuer,
                       .audience = federated.audience.empty() ? service_url : federated.audience,
                       .user = identity.user,
                       .groups = identity.groups,
                       .id = id,
                       .issued_at = now,
                       .lifetime = federated.lifetime});
}

} // namespace mdm::service
