#pragma once

#include "cli/tool.h"

#include <array>
#include <string>
#include <string_view>

namespace mdm::cli {

/// The options that every tool has.
constexpr std::array<Option, 3> standard_options{{
    {"log-format", "FORMAT", "how messages are written: text (default) or json"},
    {"help", "", "show this help and exit"},
    {"version", "", "show the version and exit"},
}};

/// The version of the kit, "0.1.0".
std::string_view version();

/// What `--help` writes: the usage line, the summary, the commands, and one line an option.
std::string help_text(const Tool& tool);
/// The same for one command: with its own options and those of all commands.
std::string help_text(const Tool& tool, const Command& command);

} // namespace mdm::cli
