#pragma once

#include "ledger/ledger.h"

namespace mdm::ledger {

/// What the ledger knows under one name.
struct Known {
    std::vector<Entry> certificates;
    /// The serials of what renewed each certificate, in the same order; they may be empty.
    std::vector<std::vector<std::string>> renewed_by;
    std::vector<Attempt> attempts; ///< under the trace ids of the certificates, or under the name
};

/// Finds by serial or thumbprint, both in hexadecimal of either case and with or without colons and
/// leading zeros, or by trace id. Yields nothing in both where there is nothing.
Result<Known> look_up(Ledger& ledger, const std::string& name);

} // namespace mdm::ledger
