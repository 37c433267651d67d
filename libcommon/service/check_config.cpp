#include "service/check_config.h"

#include "service/config_checks.h"

#include <algorithm>
#include <array>

namespace mdm::service {
namespace {

using Check = void (*)(const Subject& subject, Complaints& complaints);

/// One check a table of the configuration; each adds what is wrong, and knows nothing of the rest.
constexpr std::array<Check, 15> checks{
    check_file,        check_service,   check_log,       check_onpremise, check_ldap,
    check_certificate, check_federated, check_web,       check_login,     check_terms,
    check_authority,   check_ledger,    check_admission, check_profile,   check_provisioning};

/// Those of what nothing but a device asks for.
bool is_for_devices(Check check)
{
    return check == check_service || check == check_provisioning;
}

/// An authority beside which nothing is configured that a device would ask for.
bool signs_by_hand(const config::Settings& settings)
{
    const config::Service& service = settings.service;
    const config::Provisioning& provisioning = settings.provisioning;
    const bool signs = std::ranges::any_of(
        settings.authorities, [](const auto& authority) { return !authority.certificate.empty(); });
    return signs && service.auth_policies.empty() && service.policy_url.empty() &&
           service.enrollment_url.empty() && provisioning.provider_id.empty() &&
           provisioning.address.empty();
}

} // namespace

Complaints check_config(const Subject& subject)
{
    Complaints complaints;
    const bool by_hand = signs_by_hand(subject.settings);
    for (const Check check : checks)
        if (!by_hand || !is_for_devices(check))
            check(subject, complaints);
    return complaints;
}

} // namespace mdm::service
