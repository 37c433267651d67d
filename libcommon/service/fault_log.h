#pragma once

#include "cli/arguments.h"
#include "cli/io.h"
#include "fault/fault.h"

namespace mdm::service {

/// Writes down that a fault was written in the place of a service that did not answer: the text of
/// --log, the codes and the trace id. Goes to where [log] of the configuration says, and to
/// standard error where there is none that can be read.
void log_fault(const fault::Fault& fault, const cli::Arguments& arguments, cli::Io& io);

} // namespace mdm::service
