#pragma once

#include "config/settings.h"
#include "enrollment/batch.h"
#include "enrollment/blueprint.h"
#include "enrollment/outcome.h"

#include <optional>
#include <string>
#include <vector>

namespace mdm::enrollment {

/// Records on their way through a `Signer`: read, the orders of those that ask for a certificate
/// signed as a batch, and what became of each told.
class RecordBatch {
public:
    explicit RecordBatch(std::vector<record::Record> records) : records_(std::move(records)) {}

    /// Makes orders of the records of kind issue or renew without a fault; the others stay as they
    /// are, or are refused. Any number may be read at once.
    void read(const config::Settings& settings, Blueprints& blueprints, Time now);

    /// The orders. Once `read`.
    [[nodiscard]] Batch& batch() { return *batch_; }

    /// Once the batch was stored: in the order of the records, one for one. Reasons of refusals are
    /// in `language`.
    std::vector<Outcome> outcomes(const std::string& language) &&;

private:
    std::vector<record::Record> records_;
    std::vector<std::optional<Refusal>> refusals_; ///< of each record, where it became no order
    std::vector<std::size_t> places_;              ///< of the record of each order
    std::optional<Batch> batch_;
};

/// The records in batches that keep the cores busy to the end: few records make one batch.
std::vector<RecordBatch> split(std::vector<record::Record> records);

} // namespace mdm::enrollment
