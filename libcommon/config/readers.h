#pragma once

#include "config/onpremise.h"
#include "config/table.h"

namespace mdm::config {

/// Read one table of the file each. They fail with malformed, as `parse` does.
Result<OnPremise> read_onpremise(Table table, const std::string& folder);

} // namespace mdm::config
