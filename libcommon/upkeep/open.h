#pragma once

#include "cli/tool.h"
#include "ledger/ledger.h"

/// What an operator does with a ledger: look into it, check it, clear it, revoke, write lists.
namespace mdm::upkeep {

constexpr cli::Option ledger_option{"ledger", "URL", "the ledger, in place of the configuration's"};

/// The ledger that --ledger names, or else the configuration; it must be there.
Result<ledger::Ledger> open_to_read(const cli::Arguments& arguments, const cli::Io& io);

/// The same, to change it.
Result<ledger::Ledger> open_to_write(const cli::Arguments& arguments, const cli::Io& io);

} // namespace mdm::upkeep
