#pragma once

#include "ledger/ledger.h"
#include "x509/revocation_list.h"

#include <string>
#include <vector>

namespace mdm::upkeep {

/// What was done with a certificate, or would be.
struct Revised {
    std::string change;   ///< "revoked", "held", "released", "changed", "unchanged"
    ledger::Entry entry;  ///< as it is afterwards
    std::string why = {}; ///< of "unchanged"
};

/// Decides what a reason makes of a certificate at `now`. certificateHold can be taken back, with
/// removeFromCRL, or be followed by another reason, and keeps its time then; every other reason is
/// for good, and changes only into keyCompromise, cACompromise or aACompromise.
Revised decide(const ledger::Entry& entry, x509::Reason reason, Time now);

/// Whether a certificate is now what the reason asks for, if not since now.
bool is_as_wanted(const Revised& revised, x509::Reason reason);

/// The key identifier of the authority that issued a certificate of the ledger, hexadecimal; empty
/// where there is no certificate or it does not say.
std::string authority_of(const ledger::Entry& entry);

/// Does so with all rows that the filter lets through, in one transaction, and yields what became
/// of each; with `dry_run` what would.
Result<std::vector<Revised>> revoke(ledger::Ledger& ledger, const ledger::Filter& filter,
                                    x509::Reason reason, Time now, bool dry_run);

/// One line: for people, or JSON.
std::string line_of(const Revised& revised, bool dry_run);
std::string json_of(const Revised& revised, bool dry_run);

} // namespace mdm::upkeep
