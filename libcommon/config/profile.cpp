#include "config/profile.h"

#include "config/readers.h"

#include <algorithm>

namespace mdm::config {
namespace {

Result<Profile> read_profile(Table table, bool is_default)
{
    Profile profile;
    profile.is_default = is_default;
    table.read("name", profile.name);
    if (profile.name.empty() || (!is_default && !table.has("name")))
        table.fail("name", "a text that is not empty");
    table.read("issuer", profile.issuer);
    profile.audience = TRY(read_audience(table.table("for")));
    table.read("subject", profile.subject);
    table.read("alternative_names", profile.alternative_names);
    table.read("extended_key_usages", profile.extended_key_usages);
    table.read_duration("validity_days", profile.validity, 1, 36500);
    table.read_duration("backdate_minutes", profile.backdate, 0, 60);
    table.read_number("rsa_bits", profile.rsa_bits, 2048, 8192);
    table.read("curves", profile.curves);
    table.read_word("hash", profile.hash, {"sha256", "sha384", "sha512", "sha1"});
    table.read("sha1_requests", profile.sha1_requests);
    table.read("providers", profile.providers);
    TRY(table.finish());
    return profile;
}

} // namespace

Result<std::vector<Profile>> read_profiles(Table& top)
{
    std::vector<Profile> profiles;
    for (Table& table : top.tables("profiles"))
        profiles.push_back(TRY(read_profile(std::move(table), false)));
    auto last = top.table("profile");
    if (last.exists() || profiles.empty())
        profiles.push_back(TRY(read_profile(std::move(last), true)));
    for (auto at = profiles.begin(); at != profiles.end(); ++at)
        if (std::any_of(profiles.begin(), at, [&](const auto& p) { return p.name == at->name; }))
            return Error{Errc::malformed,
                         table_of(*at) + " name: '" + at->name + "' is the name of another one"};
    return profiles;
}

std::string table_of(const Profile& profile)
{
    return profile.is_default ? "[profile]" : "[[profiles]] '" + profile.name + "'";
}

} // namespace mdm::config
