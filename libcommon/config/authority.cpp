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

void read_key(Table& table, KeySource& key)
{
    table.read("key", key.place);
    if (!is_in_token(key))
        table.read_path("key", key.place);
    table.read("passphrase", key.passphrase);
    table.read_path("module", key.module);
    table.read("pin", key.pin);
    if (const auto wrong = key_complaint(key); !wrong.empty())
        table.fail("key", wrong);
}

Result<Authority> read_authority(std::string name, Table table)
{
    Authority authority{.name = std::move(name), .certificate = {}, .key = {}, .chain = {}};
    table.read_path("certificate", authority.certificate);
    read_key(table, authority.key);
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

bool is_in_token(const KeySource& source)
{
    return source.place.starts_with("pkcs11:");
}

std::string_view key_complaint(const KeySource& source)
{
    const bool in_token = is_in_token(source);
    if (in_token && source.place.find("pin-value") != std::string::npos)
        return "a URI without pin-value: whoever may read it would have the PIN; name with pin "
               "where it is to be had";
    if (in_token && source.place.find('?') != std::string::npos)
        return "a URI without what may follow '?': module and pin are settings of their own";
    if (in_token && source.passphrase)
        return "a file where there is a passphrase; a token has a pin";
    if (!in_token && (source.pin || !source.module.empty()))
        return "a pkcs11: URI where there is a module or a pin; a file has a passphrase";
    return {};
}

std::string table_of(const Authority& authority)
{
    return authority.name.empty() ? "authority" : "authorities." + authority.name;
}

} // namespace mdm::config
