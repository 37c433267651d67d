#pragma once

#include "config/settings.h"
#include "enrollment/refusal.h"

#include <span>
#include <string>
#include <vector>

namespace mdm::enrollment {

/// The one place where it is decided which profile a certificate is issued by.
///
/// A renewal keeps the profile of the certificate that it replaces, while there is one of that
/// name: the groups of a user are not known then. Everybody else gets the first profile, in the
/// order of `Settings::profiles`, whose `for` lets the identity and the device through. Refused:
/// CertificateRequest where none does.
Result<const config::Profile*, Refusal> select_profile(const config::Settings& settings,
                                                       const record::Record& record);

/// The profiles that `select_profile` may yet choose for an identity, in their order, when the
/// device is not known, as in GetPolicies; for one that a certificate of ours has proved, which is
/// on its way to a renewal, that of the certificate. Refused: CertificateRequest where there are
/// none.
Result<std::vector<const config::Profile*>, Refusal>
profiles_in_reach(const config::Settings& settings, const record::Identity& identity);

/// The profile of a name; null where there is none.
const config::Profile* find_profile(std::span<const config::Profile> profiles,
                                    const std::string& name);

/// The profile that an operator names; [profile] for an empty name. Fails with usage and tells the
/// names there are.
Result<const config::Profile*> find_profile(const config::Settings& settings,
                                            const std::string& name);

} // namespace mdm::enrollment
