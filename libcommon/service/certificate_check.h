#pragma once

#include "config/settings.h"
#include "core/process.h"
#include "enrollment/outcome.h"
#include "enrollment/signed_request.h"

namespace mdm::service {

/// The check of AuthPolicy Certificate: the signature by mdm-check-signature(1) in a process of its
/// own, and what was taken before by the ledger. `settings` and `arrival` outlive it.
enrollment::CertificateCheck certificate_check(const config::Settings& settings,
                                               const enrollment::Arrival& arrival);

/// How mdm-check-signature(1) is run for a message, which is still to be set as its input.
Program signature_program(const config::Settings& settings, Time now);

/// What it complains of, as one printable line without its name.
std::string signature_complaint(const Finished& finished);

} // namespace mdm::service
