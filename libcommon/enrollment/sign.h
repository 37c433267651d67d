#pragma once

#include "config/settings.h"
#include "enrollment/naming.h"
#include "enrollment/order.h"
#include "enrollment/outcome.h"
#include "enrollment/serial.h"
#include "ledger/ledger.h"
#include "x509/issue.h"

#include <span>
#include <string>
#include <vector>

namespace mdm::enrollment {

/// The authority and its ledger. A certificate leaves only after its row is on the disk.
class Signer {
public:
    /// Loads the authority's certificate, key and chain, and opens the ledger. What fails is kept,
    /// and every order is then refused with it: CertificateRequest for the authority,
    /// EnrollmentServer for the ledger.
    Signer(config::Settings settings, DrawSerial draw_serial);

    /// Fails where the authority or the ledger cannot be used.
    Result<void> ready() const;

    [[nodiscard]] const config::Profile& profile() const { return settings_.profile; }
    /// What the profile takes, for `x509::parse_request`.
    [[nodiscard]] x509::KeyRules key_rules() const { return key_rules_of(settings_.profile); }

    /// Issues a certificate for each record of kind issue or renew without a fault, in two commits
    /// for all of them. The other records come back as they are. In order, one for one.
    std::vector<Outcome> sign(std::vector<record::Record> records, Time now);

    /// The certificate, or why there is none.
    using Verdict = Result<record::Issued, Refusal>;

    /// Issues a certificate for each order, in two commits for all of them; in order, one for one.
    std::vector<Verdict> issue(std::span<const Order> orders, Time now);

private:
    [[nodiscard]] ledger::Reservation reservation_of(const Order& order, Time now);
    Result<Bytes, Refusal> certify(const Order& order, const ledger::Entry& entry) const;
    [[nodiscard]] Verdict released(const ledger::Entry& entry) const;
    Result<std::vector<Result<ledger::Entry, Refusal>>, Refusal>
    reserve(std::span<const Order> orders, Time now);

    config::Settings settings_;
    DrawSerial draw_serial_;
    Result<x509::Issuer> issuer_;
    Result<ledger::Ledger> ledger_;
    std::string issuer_fingerprint_;
};

} // namespace mdm::enrollment
