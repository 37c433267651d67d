#pragma once

#include "cli/log.h"
#include "config/settings.h"
#include "enrollment/outcome.h"

namespace mdm::service {

/// Sends the log to where [log] says.
void open_log(const config::Log& settings, cli::Log& log);

/// Writes down what a stage decided. That it refused a record: one event with the trace id, the
/// user where one is known, the subcode, and the reason with what only the operator is told. That
/// it issued a certificate: one of level info with its serial number, which a ledger that is
/// restored from a copy does not know. Nothing for any other outcome.
void report(const enrollment::Outcome& outcome, cli::Log& log);

/// The same for a request that has no record; `kind` says what it was.
void report(const enrollment::Refusal& refusal, std::string_view kind, const std::string& trace_id,
            cli::Log& log);

} // namespace mdm::service
