#pragma once

#include "cli/tool.h"
#include "config/settings.h"
#include "service/last_stage.h"
#include "service/stage.h"

namespace mdm::service {

/// Loads the configuration that the command line or the environment names, and sends the log to
/// where it says.
Result<config::Settings> load_settings(const cli::Arguments& arguments, cli::Io& io);

/// The answer of a service that is set up wrongly: EnrollmentServer to every request, so that a
/// device gets one even then.
Answer refuse_all(const Error& error);

/// The same for a stage in the middle of a pipe.
Stage refuse_all_records(const Error& error);

} // namespace mdm::service
