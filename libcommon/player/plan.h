#pragma once

#include "cli/arguments.h"
#include "cli/io.h"
#include "device/https.h"
#include "device/session.h"

namespace mdm::player {

/// Whether the options of mdm-enroll(1) fit together, and --out-dir can take a device. Fails with
/// usage, and as `device::check_directory` does.
Result<void> check(const cli::Arguments& arguments);

/// The part of it that is about how a user is known.
Result<void> check_policy(const cli::Arguments& arguments);

/// What the device is and has, as far as the options say it. Reads the files that they name, and
/// standard input where one is "-", so it can be asked once.
Result<device::Plan> plan(const cli::Arguments& arguments, cli::Io& io);

/// The same without the user, and without what --renew names.
Result<device::Plan> outline(const cli::Arguments& arguments, const cli::Random& random);

/// Adds the user, how the user is known, and with what.
Result<void> add_user(const cli::Arguments& arguments, cli::Io& io, device::Plan& plan);

/// How a device speaks HTTPS, as the options have it.
Result<device::HttpsOptions> https_options(const cli::Arguments& arguments);

/// The world as the options have it: HTTPS, with the certificate that the plan renews. What the
/// surroundings yield reads `now` and `random`.
Result<device::Surroundings> surroundings(device::HttpsOptions options, const device::Plan& plan,
                                          std::function<Time()> now, device::Random random);

} // namespace mdm::player
