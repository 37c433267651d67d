#pragma once

#include "inspect/lint.h"

namespace mdm::inspect {

/// The parts of the catalogue.
std::span<const Rule> message_rules();    ///< XML, HTTP, SOAP, who asks
std::span<const Rule> exchange_rules();   ///< discovery and policy
std::span<const Rule> enrollment_rules(); ///< enrollment and faults
std::span<const Rule> document_rules();   ///< the provisioning document
std::span<const Rule> object_rules();     ///< requests, certificates, tokens, records

} // namespace mdm::inspect
