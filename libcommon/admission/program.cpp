#include "admission/program.h"

#include "core/process.h"
#include "core/text.h"

namespace mdm::admission {
namespace {

constexpr std::size_t output_limit = 64U << 10;
constexpr std::size_t remark_limit = 500;

} // namespace

Result<std::optional<Finding>> ask(const config::Command& command, const record::Record& record,
                                   const Surroundings& surroundings)
{
    const std::string input = record::to_json(record) + "\n";
    const auto finished =
        TRY(run_program({.path = command.words.front(),
                         .arguments = {command.words.begin() + 1, command.words.end()},
                         .environment = surroundings.environment,
                         .input = bytes_of(input),
                         .time_limit = command.time_limit,
                         .output_limit = output_limit}));
    const std::string& path = command.words.front();
    if (const auto said = trim(finished.errors); !said.empty())
        surroundings.remark(path + ": " + printable(said, remark_limit));
    if (finished.status == 0)
        return std::optional<Finding>();
    if (finished.status != 1)
        return Error{Errc::environment,
                     path + ": ended with status " + std::to_string(finished.status) +
                         ", where 0 is yes and 1 is no",
                     "enrollkit.toml(5)"};
    const auto text = trim(finished.output);
    const std::string line(trim(text.substr(0, text.find('\n'))));
    return std::optional(
        Finding{.reason = line,
                .log = path + " says no" + (line.empty() ? "" : ": " + printable(line)),
                .spoken = !line.empty()});
}

} // namespace mdm::admission
