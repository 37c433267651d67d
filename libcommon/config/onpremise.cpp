#include "config/onpremise.h"

#include "config/readers.h"

namespace mdm::config {
namespace {

Result<Checker> read_checker(Table table, const std::string& folder)
{
    Checker checker;
    table.read_path("password_file", checker.password_file);
    table.read("command", checker.command);
    if (table.has("groups"))
        table.read("groups", checker.groups.emplace());
    table.read_duration("time_limit_seconds", checker.time_limit, 1, 60);
    TRY(table.finish());
    const bool runs = !checker.command.empty() && !checker.command.front().empty();
    if (runs == !checker.password_file.empty())
        return Error{Errc::malformed,
                     "[onpremise] checkers: expected either a password_file or a command in each"};
    // A password file names no groups, so this would shut out all of its users.
    if (!runs && checker.groups)
        return Error{Errc::malformed,
                     "[onpremise] checkers: groups stand beside a command, not a password_file"};
    if (runs && checker.command.front().front() != '/' && !folder.empty())
        checker.command.front().insert(0, folder + "/");
    return checker;
}

} // namespace

Result<OnPremise> read_onpremise(Table table, const std::string& folder)
{
    OnPremise onpremise;
    Checker file;
    table.read_path("password_file", file.password_file);
    if (!file.password_file.empty())
        onpremise.checkers.push_back(file);
    for (const Table& entry : table.tables("checkers"))
        onpremise.checkers.push_back(TRY(read_checker(entry, folder)));
    TRY(table.finish());
    return onpremise;
}

Result<void> require(const OnPremise& onpremise)
{
    if (onpremise.checkers.empty())
        return Error{Errc::environment, "[onpremise] has neither a password_file nor checkers",
                     "enrollkit.toml(5)"};
    return {};
}

} // namespace mdm::config
