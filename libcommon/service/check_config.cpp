#include "service/check_config.h"

#include "service/config_checks.h"

#include <array>

namespace mdm::service {
namespace {

using Check = void (*)(const Subject& subject, Complaints& complaints);

/// One check a table of the configuration; each adds what is wrong, and knows nothing of the rest.
constexpr std::array<Check, 15> checks{
    check_file,        check_service,   check_log,       check_onpremise, check_ldap,
    check_certificate, check_federated, check_web,       check_login,     check_terms,
    check_authority,   check_ledger,    check_admission, check_profile,   check_provisioning};

} // namespace

Complaints check_config(const Subject& subject)
{
    Complaints complaints;
    for (const Check check : checks)
        check(subject, complaints);
    return complaints;
}

} // namespace mdm::service
