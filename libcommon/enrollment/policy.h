#pragma once

#include "config/settings.h"
#include "enrollment/blueprint.h"
#include "enrollment/outcome.h"
#include "xcep/answer.h"

#include <map>
#include <string>

namespace mdm::enrollment {

/// What a profile advertises: what `Signer` enforces, and what `policy` says besides. `now` is what
/// a fixed end is far from. The authority is not told of here.
xcep::Profile advertised(const config::Profile& profile, const Blueprint& blueprint,
                         const config::Settings& settings, Time now);

/// Fails with environment where it cannot be told, naming what is wrong with it.
Result<void> check_advertised(const config::Profile& profile, const Blueprint& blueprint,
                              const config::Settings& settings, Time now);

/// Answers GetPolicies for a service. What is read of the configuration is read once.
class PolicyTeller {
public:
    explicit PolicyTeller(const config::Settings& settings) : settings_(settings) {}

    /// GetPoliciesResponse for a record of kind policy: the profiles that its identity may yet get.
    /// Refused: EnrollmentServer where a profile or an authority cannot be advertised,
    /// CertificateRequest where no profile is for the user.
    Result<std::string, Refusal> respond(const record::Record& record, Time now);

    /// The same into the record's `reply`.
    Outcome answer(record::Record record, Time now);

private:
    Result<xcep::Response> offer(const std::vector<const config::Profile*>& profiles, Time now);
    const Result<xcep::Authority>& authority(const std::string& name);

    const config::Settings& settings_;
    Blueprints blueprints_;
    std::map<std::string, Result<xcep::Authority>> authorities_; ///< by name
};

} // namespace mdm::enrollment
