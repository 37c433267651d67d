#pragma once

#include "config/settings.h"
#include "enrollment/outcome.h"

#include <string>

namespace mdm::enrollment {

/// GetPoliciesResponse for a record of kind policy, from the configured profile: what is advertised
/// is what `Signer` enforces. Refused: EnrollmentServer where the profile cannot be
/// advertised.
Result<std::string, Refusal> policy_response(const record::Record& record,
                                             const config::Settings& settings);

/// The same into the record's `reply`.
Outcome answer_policy(record::Record record, const config::Settings& settings);

} // namespace mdm::enrollment
