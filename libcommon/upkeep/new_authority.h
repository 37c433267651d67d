#pragma once

#include "cli/tool.h"

namespace mdm::upkeep {

/// Makes an authority as mdm-ca-init(1) tells, in the directory that is the operand. The directory
/// is there whole or not at all.
Result<cli::Exit> make_authority(const cli::Arguments& arguments, cli::Io& io);

} // namespace mdm::upkeep
