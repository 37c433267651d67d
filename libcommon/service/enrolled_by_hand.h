#pragma once

#include "cli/arguments.h"
#include "cli/io.h"
#include "config/settings.h"
#include "enrollment/provision.h"

namespace mdm::service {

/// The device of an operator's options: --cert, whose file may hold the chain too, --chain, --user,
/// --device, --device-name, --enrollment-type and --trace-id. Where neither file has a chain, and
/// this is no --renewal, it is the configured authority's. Fails with usage, and as reading and
/// parsing the files do.
Result<enrollment::Enrolled> enrolled_by_hand(const cli::Arguments& arguments,
                                              const config::Authority& authority, cli::Io& io);

} // namespace mdm::service
