#pragma once

#include "cli/exit.h"
#include "cli/io.h"
#include "enrollment/outcome.h"

#include <functional>
#include <vector>

namespace mdm::service {

/// What a stage in the middle of a pipe does to records, in three parts, each of which yields the
/// next: outcomes in order, one for one.
struct Stage {
    /// Whether a record is this stage's: the others, and those that bear a fault, pass through to
    /// the byte.
    std::function<bool(const record::Record&)> takes;
    /// The first part. While more records wait than are taken together, the parts run beside each
    /// other, each on records of its own; never the same part twice at once, and on all records in
    /// their order.
    std::function<enrollment::Work(std::vector<record::Record>)> begin;
};

/// What is done in the first part alone.
std::function<enrollment::Work(std::vector<record::Record>)>
at_once(std::function<std::vector<enrollment::Outcome>(std::vector<record::Record>)> work);

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
