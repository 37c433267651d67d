#pragma once

#include "cli/tool.h"

namespace mdm::upkeep {

/// The commands of mdm-approve(1).
Result<cli::Exit> list_requests(const cli::Arguments& arguments, cli::Io& io);
Result<cli::Exit> approve(const cli::Arguments& arguments, cli::Io& io);
Result<cli::Exit> deny(const cli::Arguments& arguments, cli::Io& io);

} // namespace mdm::upkeep
