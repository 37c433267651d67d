#pragma once

#include "cli/arguments.h"
#include "cli/exit.h"
#include "cli/io.h"
#include "config/settings.h"
#include "enrollment/refusal.h"
#include "ledger/entry.h"

#include <functional>
#include <string>

namespace mdm::service {

/// What the last stage of a pipe does: SOAP for a record that nobody has answered yet.
using Answer = std::function<Result<std::string, enrollment::Refusal>(const record::Record&)>;

/// How the answers go out.
struct Delivery {
    bool cgi = false;       ///< one answer, to a web server; else one a line
    int fault_status = 500; ///< HTTP status of a fault
    std::string language = "en-US";
};

/// Writes down what became of a request; called for identified users alone.
using Note = std::function<void(const ledger::Attempt&)>;

/// Runs the last stage over the records of standard input until its end: a record that bears a
/// fault becomes a SOAP Fault, one that bears a reply becomes that, every other one is answered by
/// `answer`. A line that is no record, and for a web server no line at all, is answered with
/// InternalServiceFault under a fresh trace id, which the log has too. Yields refused when `answer`
/// refused, malformed when a line was no record or none came.
Result<cli::Exit> run_last_stage(cli::Io& io, const Delivery& delivery, const Answer& answer,
                                 const Note& note);

/// The refusal of a record whose kind nobody in this pipe answers.
enrollment::Refusal not_served(const record::Record& record);

} // namespace mdm::service
