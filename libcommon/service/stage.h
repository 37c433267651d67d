#pragma once

#include "cli/exit.h"
#include "cli/io.h"
#include "enrollment/outcome.h"

#include <functional>
#include <vector>

namespace mdm::service {

/// What a stage in the middle of a pipe does to records: outcomes in order, one for one.
struct Stage {
    /// The second half of the work, which may wait for the disk, and yields the outcomes.
    using Finish = std::function<std::vector<enrollment::Outcome>()>;

    /// Whether a record is this stage's: the others, and those that bear a fault, pass through to
    /// the byte.
    std::function<bool(const record::Record&)> takes;
    /// The first half. While more records wait than are taken together, the second half runs in a
    /// thread of its own, beside the first half of the next ones; never two second halves at once.
    std::function<Finish(std::vector<record::Record>)> begin;
};

/// Work that is done in its first half.
using Work = std::function<std::vector<enrollment::Outcome>(std::vector<record::Record>)>;
std::function<Stage::Finish(std::vector<record::Record>)> at_once(Work work);

/// How many records a stage takes together: what waits in the pipe, up to this many, and no more
/// once their lines have this many bytes. A record never waits for the next one to arrive.
constexpr std::size_t batch_records = 512;
constexpr std::size_t batch_bytes = 4U << 20;

/// Runs a stage over the records of standard input until its end, in constant memory. A line that
/// is no record becomes one that bears InternalServiceFault, so that an answer goes out. Yields
/// refused when the stage refused a record, malformed when a line was none.
Result<cli::Exit> run_stage(cli::Io& io, const Stage& stage);

/// The record that stands for a line which is none.
enrollment::Outcome broken_record(const Error& error, const cli::Io& io);

} // namespace mdm::service
