#include "enrollment/policy.h"

#include "enrollment/renewal.h"
#include "x509/extension.h"

#include <algorithm>

namespace mdm::enrollment {
namespace {

using config::Profile;

struct Algorithm {
    std::string_view curve;
    const char* oid;
    unsigned bits;
};
constexpr Algorithm curves[] = {{"P-256", "1.2.840.10045.3.1.7", 256},
                                {"P-384", "1.3.132.0.34", 384},
                                {"P-521", "1.3.132.0.35", 521}};
constexpr const char* rsa = "1.2.840.113549.1.1.1";

/// The key that a client is to make. Where both kinds are taken, it chooses.
void describe_key(const Profile& profile, const x509::KeyRules& rules, xcep::Profile& told)
{
    xcep::Key& key = told.policy.key;
    key.minimal_length = profile.rsa_bits;
    key.spec = profile.policy.key_spec;
    key.usage_property = profile.policy.key_usage_property;
    key.permissions = profile.policy.key_permissions;
    key.providers = profile.providers;
    if (rules.rsa && rules.curves.empty())
        told.key_algorithm = rsa;
    if (rules.rsa || rules.curves.empty())
        return;
    const auto* const curve = std::ranges::find(curves, rules.curves.front(), &Algorithm::curve);
    told.key_algorithm = curve->oid;
    key.minimal_length = curve->bits;
}

void describe_extensions(const Blueprint& blueprint, xcep::Profile& told)
{
    Bytes all = x509::key_usage(blueprint.key_usages);
    all.insert(all.end(), blueprint.usage_extension.begin(), blueprint.usage_extension.end());
    all.insert(all.end(), blueprint.extensions.begin(), blueprint.extensions.end());
    for (auto& [oid, critical, value] : x509::split_extensions(all))
        told.extensions.push_back({std::move(oid), critical, std::move(value)});
}

xcep::Attestation attestation_of(const config::Attestation& attestation)
{
    xcep::Attestation told{.failure = attestation.failure, .timeout = attestation.timeout};
    if (attestation.azure)
        told.azure = {attestation.azure->nonce, attestation.azure->relying_party,
                      attestation.azure->endpoint};
    return told;
}

xcep::Policy policy_of(const Profile& profile, const config::Settings& settings, Time now)
{
    using std::chrono::seconds;
    const config::Policy& said = profile.policy;
    xcep::Policy policy{.common_name = profile.name, .schema = said.schema};
    policy.validity = std::chrono::duration_cast<seconds>(config::end_of(profile, now) - now);
    // MS-XCEP 3.1.4.1.3.8 wants a renewal period above zero, also where renewal is not configured
    // and nothing else announces it.
    policy.renewal = std::min<seconds>(
        renewal_period(settings.renewal.value_or(config::Renewal{}), &profile), policy.validity);
    policy.auto_enroll = said.auto_enroll;
    policy.major_revision = said.major_revision;
    policy.minor_revision = said.minor_revision;
    policy.superseded = said.supersedes;
    policy.private_key_flags = said.private_key_flags;
    policy.subject_name_flags = said.subject_name_flags;
    policy.enrollment_flags = said.enrollment_flags;
    policy.general_flags = said.general_flags;
    if (said.attestation)
        policy.attestation = attestation_of(*said.attestation);
    return policy;
}

} // namespace

xcep::Profile advertised(const Profile& profile, const Blueprint& blueprint,
                         const config::Settings& settings, Time now)
{
    const config::Policy& said = profile.policy;
    xcep::Profile told{.policy = policy_of(profile, settings, now),
                       .hash = profile.hash,
                       .oid = said.oid,
                       .oid_name = said.oid_name,
                       .ra_usages = said.ra_usages,
                       .ra_policies = said.ra_policies,
                       .archival_algorithm = said.archival_algorithm,
                       .archival_bits = said.archival_bits};
    if (said.ra_signatures)
        told.ra_requirements = xcep::RaRequirements{.signatures = *said.ra_signatures};
    describe_key(profile, blueprint.key_rules, told);
    if (said.tells_extensions)
        describe_extensions(blueprint, told);
    return told;
}

Result<void> check_advertised(const Profile& profile, const Blueprint& blueprint,
                              const config::Settings& settings, Time now)
{
    const auto told = advertised(profile, blueprint, settings, now);
    TRY(xcep::offer({}, std::span(&told, 1)));
    return {};
}

} // namespace mdm::enrollment
