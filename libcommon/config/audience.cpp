#include "config/audience.h"

#include "config/readers.h"

namespace mdm::config {
namespace {

void read_list(Table& table, std::string_view key, Audience::List& list)
{
    if (table.has(key))
        table.read(key, list.emplace());
}

} // namespace

Result<Audience> read_audience(Table table)
{
    Audience audience;
    read_list(table, "enrollment_types", audience.enrollment_types);
    read_list(table, "users", audience.users);
    read_list(table, "groups", audience.groups);
    read_list(table, "device_types", audience.device_types);
    if (table.has("clients"))
        table.read_words("clients", audience.clients.emplace(), {"mdm", "wstep"});
    TRY(table.finish());
    return audience;
}

} // namespace mdm::config
