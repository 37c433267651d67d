#include "service/config_checks.h"
#include "service/token_check.h"

namespace mdm::service {
namespace {

void check_offer(const Subject& subject, Complaints& complaints)
{
    const auto& federated = subject.settings.federated;
    if (!offers(subject, "Federated"))
        return;
    if (!federated.takes_tokens())
        complaints.push_back(
            "[service] auth_policies offers Federated, and [federated] has neither "
            "a key_file nor issuers: every token is refused");
    if (const auto there =
            config::require(federated.authentication_url, "federated", "authentication_url");
        !there)
        complaints.push_back("[service] auth_policies offers Federated, and " +
                             complaint("", there.error()));
}

/// A set of which nothing is used for lack of a usable key is an error of its own; one that holds
/// other keys besides is usual.
void check_issuers(const Subject& subject, Complaints& complaints)
{
    for (const auto& issuer : subject.settings.federated.issuers) {
        constexpr std::string_view where = "[federated.issuers] jwk_set";
        if (const auto set = jose::load_key_set(issuer.jwk_set); !set)
            complaints.push_back(complaint(where, set.error()));
        require_unchangeable(where, issuer.jwk_set, complaints);
    }
}

} // namespace

void check_federated(const Subject& subject, Complaints& complaints)
{
    const config::Settings& settings = subject.settings;
    check_offer(subject, complaints);
    if (const auto& file = settings.federated.key_file; !file.empty()) {
        if (const auto key = jose::load_signing_key(file); !key)
            complaints.push_back(complaint("[federated] key_file", key.error()));
        require_unchangeable("[federated] key_file", file, complaints);
    }
    check_issuers(subject, complaints);
}

} // namespace mdm::service
