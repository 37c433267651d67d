#pragma once

#include "ledger/ledger.h"
#include "x509/certificate.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace mdm::upkeep {

/// Compares certificates with their rows, one row after the other. It remembers a hash of each, to
/// find what occurs twice.
class Audit {
public:
    /// `authorities` are those whose signatures are checked; without any, none are. A row that was
    /// reserved before `abandoned` and never issued is a gap.
    Audit(std::vector<x509::Certificate> authorities, Time abandoned)
        : authorities_(std::move(authorities)), abandoned_(abandoned)
    {
    }

    /// Everything that is wrong with a row, a text each, which names no row.
    std::vector<std::string> check(const ledger::Entry& entry);

private:
    using Findings = std::vector<std::string>;
    void check_state(const ledger::Entry& entry, Findings& findings) const;
    void check_certificate(const ledger::Entry& entry, const x509::Certificate& certificate,
                           Findings& findings) const;
    void check_issuer(const x509::Certificate& certificate, Findings& findings) const;
    void check_twice(const ledger::Entry& entry, Findings& findings);

    std::vector<x509::Certificate> authorities_;
    Time abandoned_;
    std::unordered_set<std::size_t> thumbprints_; ///< hashes
};

} // namespace mdm::upkeep
