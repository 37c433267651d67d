#pragma once

#include "cli/stream.h"
#include "ledger/ledger.h"
#include "x509/revocation_list.h"

#include <optional>
#include <string>
#include <vector>

namespace mdm::upkeep {

/// Which list of an authority is wanted.
struct ListOrder {
    bool delta = false;
    std::optional<long long> number = {}; ///< in place of the next
    Time now;                             ///< thisUpdate
    std::chrono::hours lifetime{};        ///< until nextUpdate
    std::vector<std::string> delta_urls = {};
};

/// Where a list goes: files, or "-" for standard output; empty for nowhere.
struct ListFiles {
    std::string der;
    std::string pem;
};

/// Makes the list of an authority of what the ledger knows to be revoked, and puts it into its
/// files. Its number is taken before, and afterwards it is written down that it is there: a list
/// that never reached anyone leaves a gap in the numbers, and nothing else. Processes that write
/// into the same folder follow each other, so no file goes back to an earlier list. Fails as
/// `Ledger::begin_list`, `x509::issue_list` and `replace_file` do.
Result<void> write_list(ledger::Ledger& ledger, const x509::Issuer& issuer, const ListOrder& order,
                        const ListFiles& files, cli::Output& out);

} // namespace mdm::upkeep
