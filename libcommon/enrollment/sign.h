#pragma once

#include "config/settings.h"
#include "enrollment/approval.h"
#include "enrollment/authorities.h"
#include "enrollment/batch.h"
#include "enrollment/blueprint.h"
#include "enrollment/outcome.h"
#include "enrollment/record_batch.h"
#include "enrollment/serial.h"

#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace mdm::enrollment {

/// What the ledger's row of a certificate that is there already lets out. CertificateRequest: it
/// was revoked, or is on hold.
Verdict released(const ledger::Entry& entry, const Authority& authority);

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

    /// Issues a certificate for each record of kind issue, renew or query without a fault, on all
    /// cores and in two commits for all of them, but for requests that somebody has to approve
    /// first, which take commits of their own. What plain clients need besides is added. The other
    /// records come back as they are. In order, one for one.
    ///
    /// This reads and reserves; what comes back signs, and what comes of that stores. One thread
    /// each may do these for records of its own, each in the order of the records. No certificate
    /// leaves before the last has run.
    Work sign(std::vector<record::Record> records, Time now);

    /// Issues a certificate for each order, in two commits for all of them; in order, one for one.
    std::vector<Verdict> issue(std::vector<Order> orders, Time now);

    // The three steps of that. Batches are reserved by one thread at a time and stored by one at a
    // time, each in one commit for all batches of the call; certified by any number.

    void reserve(std::span<Batch* const> batches, Time now);
    /// With the keys that are the thread's own, if it is not the only one.
    void certify(Batch& batch, Time now, OwnKeys* keys = nullptr) const;
    void store(std::span<Batch* const> batches);

private:
    [[nodiscard]] ledger::Reservation reservation_of(const Order& order, const Authority& authority,
                                                     Time now);
    std::vector<ledger::Reservation> reservations_of(Batch& batch, Time now);
    void certify(std::span<Batch* const> batches, Time now);
    std::vector<Outcome> finish(std::vector<RecordBatch>& parts, Time now);
    [[nodiscard]] Result<Decided, Refusal> decide(const record::Record& record, Time now);
    Result<void, Refusal> complete(record::Record& record, const Completion& completion, Time now);

    config::Settings settings_;
    DrawSerial draw_serial_;
    Blueprints blueprints_;
    Authorities authorities_;
    std::vector<OwnKeys> keys_; ///< of the threads that sign records
    OwnKeys late_keys_;         ///< of the thread that stores
    std::mutex ledger_use_;     ///< held by whoever uses the ledger
    Result<ledger::Ledger> ledger_;
};

} // namespace mdm::enrollment
