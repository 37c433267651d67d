#pragma once

#include "config/certificate.h"
#include "config/onpremise.h"
#include "config/table.h"

namespace mdm::config {

/// Read one table of the file each. They fail with malformed, as `parse` does.
Result<Certificate> read_certificate(Table table);
Result<OnPremise> read_onpremise(Table table, const std::string& folder);

} // namespace mdm::config
