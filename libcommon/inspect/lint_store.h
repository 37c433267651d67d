#pragma once

#include "inspect/lint_parts.h"
#include "provisioning/node.h"
#include "x509/certificate.h"

#include <optional>
#include <vector>

namespace mdm::inspect {

/// What the certificate stores of a document hold, as far as it can be read.
struct Stores {
    std::vector<x509::Certificate> roots = {};
    std::vector<x509::Certificate> intermediates = {};
    std::vector<x509::Certificate> own = {};
    provisioning::Store place = provisioning::Store::user; ///< of the own certificate
    bool renews = false;                                   ///< there is WSTEP/Renew
};

/// Judges every CertificateStore of a document.
Stores lint_stores(Report& report, const xml::Element& root);

/// My/WSTEP/Renew; `life` is that of the own certificate.
void lint_renew(Report& report, const xml::Element& renew, std::optional<std::chrono::days> life);

} // namespace mdm::inspect
