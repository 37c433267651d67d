#pragma once

#include "config/settings.h"
#include "enrollment/outcome.h"
#include "enrollment/signed_request.h"

namespace mdm::service {

/// The check of AuthPolicy Certificate: the signature by mdm-check-signature(1) in a process of its
/// own, and what was taken before by the ledger. `settings` and `arrival` outlive it.
enrollment::CertificateCheck certificate_check(const config::Settings& settings,
                                               const enrollment::Arrival& arrival);

} // namespace mdm::service
