#include "ledger/database.h"

#include "ledger/postgresql.h"
#include "ledger/schema.h"
#include "ledger/sqlite.h"

namespace mdm::ledger {

bool is_server(std::string_view url)
{
    return url.starts_with("postgresql:") || url.starts_with("postgres:");
}

Result<std::unique_ptr<Database>> database_at(const std::string& url)
{
    constexpr std::string_view scheme = "sqlite:";
    if (is_server(url))
        return Postgresql::at(url);
    const std::string path = url.starts_with(scheme) ? url.substr(scheme.size()) : url;
    if (path.empty() || path.find('\0') != std::string::npos)
        return Error{Errc::usage, "the ledger has no path"};
    return std::unique_ptr<Database>(std::make_unique<Sqlite>(path));
}

Result<void> check_version(const std::optional<long long>& version, const std::string& name)
{
    if (!version)
        return Error{Errc::environment, name + ": not a ledger"};
    if (*version <= schema_version)
        return {};
    return Error{Errc::environment, name + ": written by a newer version of the tools (version " +
                                        std::to_string(*version) + " of the ledger, known is " +
                                        std::to_string(schema_version) + ")"};
}

} // namespace mdm::ledger
