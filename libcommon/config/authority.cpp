#include "config/authority.h"

#include "config/readers.h"

namespace mdm::config {
namespace {

Result<RevocationList> read_revocation_list(Table table)
{
    constexpr std::int64_t year = 24 * 366;
    RevocationList list;
    table.read_path("file", list.file);
    table.read_path("pem_file", list.pem_file);
    table.read_path("delta_file", list.delta_file);
    table.read_path("delta_pem_file", list.delta_pem_file);
    table.read("delta_urls", list.delta_urls);
    table.read_duration("hours", list.lifetime, 1, year);
    table.read_duration("delta_hours", list.delta_lifetime, 1, year);
    TRY(table.finish());
    return list;
}

Result<Authority> read_authority(std::string name, Table table)
{
    Authority authority{.name = std::move(name), .certificate = {}, .key = {}, .chain = {}};
    table.read_path("certificate", authority.certificate);
    table.read_path("key", authority.key.place);
    table.read("passphrase", authority.key.passphrase);
    table.read_path("chain", authority.chain);
    authority.crl = TRY(read_revocation_list(table.table("crl")));
    TRY(table.finish());
    return authority;
}

} // namespace

Result<std::vector<Authority>> read_authorities(Table& top)
{
    auto own = top.table("authority");
    auto others = top.table("authorities");
    std::vector<Authority> authorities;
    if (own.exists() || !others.exists())
        authorities.push_back(TRY(read_authority("", std::move(own))));
    for (const std::string& name : others.keys())
        authorities.push_back(TRY(read_authority(name, others.table(name))));
    TRY(others.finish());
    return authorities;
}

std::string table_of(const Authority& authority)
{
    return authority.name.empty() ? "authority" : "authorities." + authority.name;
}

} // namespace mdm::config
