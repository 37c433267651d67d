#pragma once

#include "enrollment/approval.h"
#include "enrollment/authorities.h"
#include "enrollment/batch.h"
#include "enrollment/outcome.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mdm::enrollment {

/// What is left to do for a record once its certificate is there.
struct Completion {
    std::size_t place; ///< of the record
    const config::Profile* profile;
    long long request = 0;                   ///< as `Decided::request`
    std::optional<ledger::Entry> entry = {}; ///< there where it was signed before
    const Authority* authority = nullptr;    ///< of the profile
};

/// What is to be done with a record that asks for a certificate.
using Decide = std::function<Result<Decided, Refusal>(const record::Record&)>;

/// Does what is left to do.
using Complete = std::function<Result<void, Refusal>(record::Record&, const Completion&)>;

/// Records on their way through a `Signer`: read, the orders of those that ask for a certificate
/// signed as a batch, and what became of each told.
class RecordBatch {
public:
    explicit RecordBatch(std::vector<record::Record> records) : records_(std::move(records)) {}

    /// Makes orders of the records of kind issue, renew or query without a fault; the others stay
    /// as they are, or are refused, or have to wait. Any number may be read at once.
    void read(const Decide& decide);

    /// Finds the authorities of what is left to do. Once `read`, one at a time.
    void find_authorities(Authorities& authorities);

    /// The orders. Once `read`.
    [[nodiscard]] Batch& batch() { return *batch_; }

    /// Once the batch was stored: in the order of the records, one for one. Reasons of refusals are
    /// in `language`.
    std::vector<Outcome> outcomes(const Complete& complete, const std::string& language) &&;

private:
    std::vector<record::Record> records_;
    std::vector<std::optional<Refusal>> refusals_; ///< of each record, where it became no order
    std::vector<std::size_t> places_;              ///< of the record of each order
    std::vector<Completion> completions_;
    std::optional<Batch> batch_;
};

/// The records in batches that keep the cores busy to the end: few records make one batch.
std::vector<RecordBatch> split(std::vector<record::Record> records);

} // namespace mdm::enrollment
