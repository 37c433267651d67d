#include "enrollment/naming.h"
#include "service/config_checks.h"
#include "x509/issue.h"

#include <algorithm>

namespace mdm::service {
namespace {

using config::Profile;

/// Whether certificates can be made of its texts.
void check_texts(const Subject& subject, const Profile& profile, Complaints& complaints)
{
    const enrollment::Naming naming{.user = "user@example.com",
                                    .device_id = "device",
                                    .trace_id = "trace",
                                    .provider = subject.settings.provisioning.provider_id,
                                    .public_key_info = {}};
    const auto name = enrollment::subject_of(profile, naming);
    if (!name)
        complaints.push_back(complaint("", name.error()));
    const auto others = enrollment::alternative_names_of(profile, naming);
    if (!others)
        complaints.push_back(complaint("", others.error()));
    if (!name || !others)
        return;
    const auto possible = x509::check({.serial = Bytes(16, 1),
                                       .subject = *name,
                                       .not_before = subject.now - profile.backdate,
                                       .not_after = subject.now + profile.validity,
                                       .alternative_names = *others,
                                       .extended_key_usages = profile.extended_key_usages});
    if (!possible)
        complaints.push_back(complaint(config::table_of(profile), possible.error()));
}

void check_issuer(const Subject& subject, const Profile& profile, Complaints& complaints)
{
    const auto& authorities = subject.settings.authorities;
    if (std::ranges::find(authorities, profile.issuer, &config::Authority::name) !=
        authorities.end())
        return;
    complaints.push_back(config::table_of(profile) +
                         (profile.issuer.empty()
                              ? ": there is no [authority]: name one of [authorities] as its issuer"
                              : " issuer: there is no [authorities." + profile.issuer + "]"));
}

} // namespace

void check_profile(const Subject& subject, Complaints& complaints)
{
    for (const Profile& profile : subject.settings.profiles) {
        check_texts(subject, profile, complaints);
        check_issuer(subject, profile, complaints);
    }
}

} // namespace mdm::service
