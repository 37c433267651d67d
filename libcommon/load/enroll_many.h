#pragma once

#include "cli/tool.h"

namespace mdm::load {

/// mdm-enroll(1) with --count: plays that many devices and tells what came of them. Ends with ok
/// where each ended as it should, and with refused where one did not.
Result<cli::Exit> enroll_many(const cli::Arguments& arguments, cli::Io& io);

} // namespace mdm::load
