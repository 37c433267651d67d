#pragma once

#include "cli/arguments.h"
#include "device/device.h"
#include "x509/key.h"

#include <optional>
#include <vector>

namespace mdm::player {

/// What the command line says of a device, an option each. They fail with usage, naming the option,
/// on a value that it cannot have.

/// --item, each time.
Result<std::vector<device::ContextItem>> items(const cli::Arguments& arguments);
/// --enrollment-type, else `otherwise`.
Result<device::EnrollmentType> enrollment_type(const cli::Arguments& arguments,
                                               device::EnrollmentType otherwise);
/// --key-type.
Result<std::optional<x509::KeyType>> key_type(const cli::Arguments& arguments);

} // namespace mdm::player
