#pragma once

#include "core/error.h"
#include "service/check_config.h"

#include <string_view>

namespace mdm::service {

/// The checks of `check_config`, a table of the configuration each.

void check_file(const Subject& subject, Complaints& complaints);
void check_service(const Subject& subject, Complaints& complaints);
void check_log(const Subject& subject, Complaints& complaints);
void check_onpremise(const Subject& subject, Complaints& complaints);
void check_ldap(const Subject& subject, Complaints& complaints);
void check_certificate(const Subject& subject, Complaints& complaints);
void check_federated(const Subject& subject, Complaints& complaints);
void check_authority(const Subject& subject, Complaints& complaints);
void check_ledger(const Subject& subject, Complaints& complaints);
void check_admission(const Subject& subject, Complaints& complaints);
void check_profile(const Subject& subject, Complaints& complaints);
void check_provisioning(const Subject& subject, Complaints& complaints);
void check_web(const Subject& subject, Complaints& complaints);
void check_login(const Subject& subject, Complaints& complaints);
void check_terms(const Subject& subject, Complaints& complaints);

/// Whether an AuthPolicy is among those that devices are offered.
bool offers(const Subject& subject, std::string_view policy);

/// "[authority] key: MESSAGE [CLAUSE]"; without "WHERE: " where that is empty.
std::string complaint(std::string_view where, const Error& error);

/// Complains where a file holds no PEM certificates that can be read.
void require_certificates(const std::string& where, const std::string& path,
                          Complaints& complaints);

/// Complains where a file cannot be written, or made where it is not there, and others beside it.
void require_writable(std::string_view where, const std::string& path, Complaints& complaints);

/// Complains where a program cannot be run, or others than its owner may change it.
void require_program(std::string_view where, const std::string& path, Complaints& complaints);

/// Complains where others than its owner may change a file: whoever can does what they like with
/// the service. A group may, where it has no member but the owner, so that is not looked at.
void require_unchangeable(std::string_view where, const std::string& path, Complaints& complaints);

} // namespace mdm::service
