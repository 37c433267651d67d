#pragma once

#include "cli/log.h"
#include "config/settings.h"
#include "enrollment/outcome.h"

namespace mdm::service {

/// Sends the log to where [log] says.
void open_log(const config::Log& settings, cli::Log& log);

/// Writes down that a stage refused a record: one event with the trace id, the user where one is
/// known, the subcode, and the reason with what only the operator is told. Nothing for an outcome
/// that is no refusal of this stage.
void report(const enrollment::Outcome& outcome, cli::Log& log);

/// The same for a request that has no record; `kind` says what it was.
void report(const enrollment::Refusal& refusal, std::string_view kind, const std::string& trace_id,
            cli::Log& log);

} // namespace mdm::service
