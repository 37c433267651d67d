#pragma once

#include "core/bytes.h"
#include "enrollment/refusal.h"
#include "record/record.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mdm::enrollment {

/// When and under which id a request came.
struct Arrival {
    Time now;
    std::string trace_id;
    /// The certificate of the TLS client, in DER: nothing where it showed none, an error where the
    /// web server does not vouch for the one that it did show.
    Result<std::optional<Bytes>> client_certificate = std::optional<Bytes>();
};

/// What a stage made of a request, and what the operator should be told of it; `log` is empty
/// unless the record was refused here.
struct Outcome {
    record::Record record;
    std::string log;
};

/// The last part of the work on records, which may wait for the disk: what became of each, in
/// order.
using Finish = std::function<std::vector<Outcome>()>;
/// The part before, which is for the processor.
using Work = std::function<Finish()>;

/// The record with the fault of a refusal, whose reason is in `language`.
Outcome refused(record::Record record, const Refusal& refusal, const std::string& language);

/// The record of a request that was refused before it could be read.
Outcome refuse_unread(const Refusal& refusal, const std::string& language, const Arrival& arrival);

} // namespace mdm::enrollment
