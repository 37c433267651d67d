#pragma once

#include "cli/arguments.h"
#include "cli/exit.h"
#include "cli/io.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::cli {

/// What a tool does once its command line was read.
using Run = Result<Exit> (*)(const Arguments& arguments, Io& io);

/// One of several things that a tool can do: `mdm-ledger list`.
struct Command {
    std::string_view name;
    std::string_view operands; ///< "[FILE...]", for the usage line
    std::string_view summary;  ///< lower case, no full stop
    std::vector<Option> options;
    Run run;
};

/// A program: either `run`, or `commands` of which the first word of the command line names one.
struct Tool {
    std::string_view name;
    std::string_view operands;
    std::string_view summary;
    std::vector<Option> options; ///< with commands: those that all of them take
    Run run = nullptr;
    std::vector<Command> commands = {};
};

/// Options that mean the same wherever they occur.
constexpr Option config_option{"config", "FILE", "configuration, in place of $ENROLLKIT_CONFIG"};
constexpr Option now_option{"now", "TIME", "the time to go by, in place of the clock's"};
constexpr Option trace_id_option{"trace-id", "ID", "trace id, in place of a random one"};
constexpr Option seed_option{"seed", "TEXT", "draw random values from TEXT, to repeat an output"};
constexpr Option cgi_option{"cgi", "", "answer a web server as a CGI program (RFC 3875)"};

/// Runs a tool as a process: reads its command line, gives it the standard streams, the clock and
/// the random source of the system (or those of --now and --seed, where the tool has them), writes
/// out what it wrote when it ends well or refuses, and reports its error on standard error in one
/// line. Every tool has --help, --version and --log-format too. Yields the exit status.
int run_main(const Tool& tool, int argc, char** argv);

/// The same with the caller's streams and surroundings, for tests.
Exit run_tool(const Tool& tool, std::span<const std::string> words, Io& io);

/// Reports an error as `run_main` does and yields its exit status, for a tool whose output is good
/// all the same: what it wrote goes out.
Exit report(const Error& error, Io& io);

} // namespace mdm::cli
