#pragma once

#include "cli/tool.h"

namespace mdm::upkeep {

/// The commands of mdm-ledger(1), one a source.
Result<cli::Exit> list(const cli::Arguments& arguments, cli::Io& io);
Result<cli::Exit> show(const cli::Arguments& arguments, cli::Io& io);
Result<cli::Exit> export_all(const cli::Arguments& arguments, cli::Io& io);
Result<cli::Exit> verify(const cli::Arguments& arguments, cli::Io& io);
Result<cli::Exit> prune(const cli::Arguments& arguments, cli::Io& io);
Result<cli::Exit> stats(const cli::Arguments& arguments, cli::Io& io);
Result<cli::Exit> report(const cli::Arguments& arguments, cli::Io& io);

} // namespace mdm::upkeep
