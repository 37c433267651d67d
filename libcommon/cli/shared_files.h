#pragma once

#include <string>

namespace mdm::cli {

/// The folder of the files that are installed with the tools, by where the running program is:
/// PREFIX/share/enrollkit for PREFIX/bin/TOOL. Empty where the system does not tell.
std::string shared_files();

} // namespace mdm::cli
