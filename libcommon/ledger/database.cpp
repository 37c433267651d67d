#include "ledger/database.h"

#include "ledger/sqlite.h"

namespace mdm::ledger {

Result<std::unique_ptr<Database>> database_at(const std::string& url)
{
    constexpr std::string_view scheme = "sqlite:";
    for (const std::string_view other : {"postgresql:", "postgres:"})
        if (url.starts_with(other))
            return Error{Errc::usage, "a ledger is a path or sqlite:PATH; PostgreSQL is not known"};
    const std::string path = url.starts_with(scheme) ? url.substr(scheme.size()) : url;
    if (path.empty() || path.find('\0') != std::string::npos)
        return Error{Errc::usage, "the ledger has no path"};
    return std::unique_ptr<Database>(std::make_unique<Sqlite>(path));
}

} // namespace mdm::ledger
