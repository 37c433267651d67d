#include "config/ldap.h"

#include "config/readers.h"

#include <algorithm>

namespace mdm::config {
namespace {

bool uses_tls(const std::string& url)
{
    return url.starts_with("ldaps://") || url.starts_with("ldap://");
}

} // namespace

Result<Ldap> read_ldap(Table table)
{
    Ldap ldap;
    table.read("servers", ldap.servers);
    for (const std::string& url : ldap.servers)
        if (!uses_tls(url) && !url.starts_with("ldapi://"))
            table.fail("servers", "an array of ldaps://, ldap:// and ldapi:// URLs");
    table.read_path("ca_file", ldap.ca_file);
    table.read("bind_dn", ldap.bind_dn);
    table.read_path("bind_password_file", ldap.bind_password_file);
    if (ldap.bind_dn.empty() != ldap.bind_password_file.empty())
        table.fail("bind_dn", "given together with bind_password_file, or neither of them");
    table.read("base", ldap.base);
    table.read("filter", ldap.filter);
    if (!ldap.filter.empty() && ldap.filter.find("{user}") == std::string::npos)
        table.fail("filter", "a filter with the variable {user}");
    table.read("user_attribute", ldap.user_attribute);
    table.read("group_attribute", ldap.group_attribute);
    table.read("group_base", ldap.group_base);
    table.read("group_filter", ldap.group_filter);
    table.read_duration("connect_timeout_seconds", ldap.connect_timeout, 1, 30);
    table.read_duration("timeout_seconds", ldap.timeout, 1, 30);
    TRY(table.finish());
    return ldap;
}

Result<void> require(const Ldap& ldap)
{
    const bool tls = std::any_of(ldap.servers.begin(), ldap.servers.end(), uses_tls);
    const std::pair<std::string_view, bool> needed[] = {
        {"servers", !ldap.servers.empty()},
        {"ca_file", !tls || !ldap.ca_file.empty()},
        {"base", !ldap.base.empty()},
        {"filter", !ldap.filter.empty()},
        {"user_attribute", !ldap.user_attribute.empty()},
    };
    for (const auto& [key, there] : needed)
        if (!there)
            return Error{Errc::environment, "[ldap] " + std::string(key) + " is not configured",
                         "enrollkit.toml(5)"};
    return {};
}

} // namespace mdm::config
