#pragma once

#include "cli/arguments.h"
#include "cli/io.h"

#include <cstddef>

namespace mdm::cli {

/// Whether the output is to be in colours: what --color says, always or never; by default, or with
/// auto, where it is a terminal that has them, unless the user wants none (NO_COLOR). Fails with
/// usage.
Result<bool> wants_colors(const Arguments& arguments, const Io& io);

/// The columns of the terminal that the output is, 40 at least; 80 where it is none.
std::size_t terminal_width(const Io& io);

} // namespace mdm::cli
