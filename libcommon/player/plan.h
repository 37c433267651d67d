#pragma once

#include "cli/arguments.h"
#include "cli/io.h"
#include "device/session.h"

namespace mdm::player {

/// Whether the options of mdm-enroll(1) fit together, and --out-dir can take a device. Fails with
/// usage, and as `device::check_directory` does.
Result<void> check(const cli::Arguments& arguments);

/// What the device is and has, as far as the options say it. Reads the files that they name, and
/// standard input where one is "-", so it can be asked once.
Result<device::Plan> plan(const cli::Arguments& arguments, cli::Io& io);

/// The world as the options have it: HTTPS, with the certificate that the plan renews. What the
/// surroundings yield reads `io`.
Result<device::Surroundings> surroundings(const cli::Arguments& arguments, const device::Plan& plan,
                                          const cli::Io& io);

} // namespace mdm::player
