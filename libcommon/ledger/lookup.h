#pragma once

#include "ledger/ledger.h"
#include "ledger/submission.h"

namespace mdm::ledger {

/// Hexadecimal digits of either case, with or without colons, as the ledger spells them. Fails with
/// usage.
Result<std::string> hexadecimal_from(std::string_view text);

/// The same of a serial number, with or without leading zeros.
Result<std::string> serial_from(std::string_view text);

/// The word itself, if it is a kind of request: "issue", "renew", "offline", or of attempts
/// "policy" or "query". Fails with usage.
Result<std::string> kind_from(std::string_view word);

/// What the ledger knows under one name.
struct Known {
    std::vector<Entry> certificates;
    /// The serials of what renewed each certificate, in the same order; nothing, where it is
    /// shorter.
    std::vector<std::vector<std::string>> renewed_by;
    std::vector<Attempt> attempts; ///< under the trace ids of the certificates, or under the name
    std::vector<Submission> requests = {}; ///< that had to be approved, likewise
};

/// Finds by serial or thumbprint, both in hexadecimal of either case and with or without colons and
/// leading zeros, or by trace id or RequestID. Yields nothing in both where there is nothing.
Result<Known> look_up(Ledger& ledger, const std::string& name);

/// All certificates and attempts that the filter lets through.
Result<Known> look_up(Ledger& ledger, const Filter& filter);

} // namespace mdm::ledger
