#pragma once

#include "config/admission.h"
#include "config/audience.h"
#include "config/authority.h"
#include "config/certificate.h"
#include "config/federated.h"
#include "config/ldap.h"
#include "config/onpremise.h"
#include "config/policy.h"
#include "config/profile.h"
#include "config/table.h"
#include "config/web.h"

namespace mdm::config {

/// Read one table of the file each. They fail with malformed, as `parse` does.
Result<Certificate> read_certificate(Table table);
Result<Federated> read_federated(Table table);
Result<OnPremise> read_onpremise(Table table, const std::string& folder);
Result<Web> read_web(Table table);
Result<Login> read_login(Table table);
Result<Terms> read_terms(Table table);
Result<Ldap> read_ldap(Table table);
Result<Policy> read_policy(Table table);
Result<PolicyService> read_policy_service(Table table);
Result<Admission> read_admission(Table table, const std::string& folder);

/// Reads `for` of a profile or a rule, and tables like it.
Result<Audience> read_audience(Table table);

/// Read several tables of the file; what they yield is never empty.
Result<std::vector<Authority>> read_authorities(Table& top);
Result<std::vector<Profile>> read_profiles(Table& top);

} // namespace mdm::config
