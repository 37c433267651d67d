#pragma once

#include "config/settings.h"
#include "enrollment/authorities.h"
#include "enrollment/order.h"
#include "enrollment/outcome.h"
#include "enrollment/serial.h"
#include "ledger/ledger.h"
#include "x509/issue.h"

#include <span>
#include <string>
#include <vector>

namespace mdm::enrollment {

/// The authorities and their ledger. A certificate leaves only after its row is on the disk.
class Signer {
public:
    /// Opens the ledger; an authority's certificate, key and chain are loaded for its first order.
    /// What fails is kept, and every order is then refused with it: CertificateRequest for the
    /// authority, EnrollmentServer for the ledger.
    Signer(config::Settings settings, DrawSerial draw_serial);

    /// Fails where the authority of a profile, or the ledger, cannot be used.
    Result<void> ready(const config::Profile& profile);

    [[nodiscard]] const config::Settings& settings() const { return settings_; }
    [[nodiscard]] Blueprints& blueprints() { return blueprints_; }

    /// Issues a certificate for each record of kind issue or renew without a fault, in two commits
    /// for all of them. The other records come back as they are. In order, one for one.
    std::vector<Outcome> sign(std::vector<record::Record> records, Time now);

    /// The certificate, or why there is none.
    using Verdict = Result<record::Issued, Refusal>;

    /// Issues a certificate for each order, in two commits for all of them; in order, one for one.
    std::vector<Verdict> issue(std::span<const Order> orders, Time now);

private:
    /// An order and who signs it.
    struct Job {
        const Order* order;
        const Authority* authority;
        std::size_t place; ///< of the order among all
    };
    [[nodiscard]] ledger::Reservation reservation_of(const Job& job, Time now);
    Result<std::vector<Result<ledger::Entry, Refusal>>, Refusal> reserve(std::span<const Job> jobs,
                                                                         Time now);
    void finish(std::span<const Job> jobs, Time now, std::vector<Verdict>& verdicts);

    config::Settings settings_;
    DrawSerial draw_serial_;
    Blueprints blueprints_;
    Authorities authorities_;
    Result<ledger::Ledger> ledger_;
};

} // namespace mdm::enrollment
