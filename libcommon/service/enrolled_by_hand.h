#pragma once

#include "cli/arguments.h"
#include "cli/io.h"
#include "config/settings.h"
#include "enrollment/provision.h"

namespace mdm::service {

/// The device of an operator's options: --cert, whose file may hold the chain too, --chain, --user,
/// --device, --device-name, --enrollment-type and --trace-id. Where neither file has a chain, and
/// this is no --renewal, it is that of the configured authority that issued the certificate. Fails
/// with usage, and as reading and parsing the files do.
Result<enrollment::Enrolled> enrolled_by_hand(const cli::Arguments& arguments,
                                              const config::Settings& settings, cli::Io& io);

} // namespace mdm::service
