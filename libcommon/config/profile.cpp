#include "config/profile.h"

#include "config/readers.h"

#include <algorithm>

namespace mdm::config {
namespace {

Result<Extension> read_extension(Table table)
{
    Extension extension;
    table.read("oid", extension.oid);
    table.read("critical", extension.critical);
    table.read("hex", extension.hex);
    table.read("text", extension.text);
    if (extension.oid.empty())
        table.fail("oid", "an OID");
    if (extension.hex.empty() == extension.text.empty())
        table.fail("hex", "there, or text, and not both");
    TRY(table.finish());
    return extension;
}

Result<void> read_content(Table& table, Profile& profile)
{
    table.read("subject", profile.subject);
    table.read("alternative_names", profile.alternative_names);
    table.read_words("key_usages", profile.key_usages,
                     {"digital_signature", "non_repudiation", "key_encipherment",
                      "data_encipherment", "key_agreement"});
    table.read("extended_key_usages", profile.extended_key_usages);
    table.read("crl_urls", profile.crl_urls);
    table.read("issuer_urls", profile.issuer_urls);
    table.read("ocsp_urls", profile.ocsp_urls);
    table.read("certificate_policies", profile.certificate_policies);
    table.read("practice_statement", profile.practice_statement);
    if (!profile.practice_statement.empty() && profile.certificate_policies.empty())
        table.fail("practice_statement", "beside certificate_policies");
    table.read("security_identifier", profile.security_identifier);
    for (Table& extension : table.tables("extensions"))
        profile.extensions.push_back(TRY(read_extension(std::move(extension))));
    table.read("request_extensions", profile.request_extensions);
    table.read_duration("validity_days", profile.validity, 1, 36500);
    table.read("valid_until", profile.valid_until);
    if (profile.valid_until && table.has("validity_days"))
        table.fail("valid_until", "in the place of validity_days, not beside it");
    table.read_duration("backdate_minutes", profile.backdate, 0, 60);
    return {};
}

void read_keys(Table& table, Profile& profile)
{
    table.read_words("key_types", profile.key_types, {"RSA", "EC"});
    table.read_number("rsa_bits", profile.rsa_bits, 2048, 8192);
    table.read_number("rsa_bits_max", profile.rsa_bits_max, 2048, 8192);
    table.read_words("curves", profile.curves, {"P-256", "P-384", "P-521"});
    table.read_word("hash", profile.hash, {"sha256", "sha384", "sha512", "sha1"});
    table.read_words("request_hashes", profile.request_hashes, {"sha256", "sha384", "sha512"});
    table.read("sha1_requests", profile.sha1_requests);
    table.read("providers", profile.providers);
}

Result<Profile> read_profile(Table table, bool is_default)
{
    Profile profile;
    profile.is_default = is_default;
    table.read("name", profile.name);
    if (profile.name.empty() || (!is_default && !table.has("name")))
        table.fail("name", "a text that is not empty");
    table.read("issuer", profile.issuer);
    profile.audience = TRY(read_audience(table.table("for")));
    // Who is to get a bare certificate is for the configuration to say.
    if (!profile.audience.clients)
        profile.audience.clients = {"mdm"};
    table.read("approval", profile.approval);
    TRY(read_content(table, profile));
    read_keys(table, profile);
    if (table.has("renewal_days"))
        table.read_duration("renewal_days", profile.renewal.emplace(), 1, 1000);
    profile.policy = TRY(read_policy(table.table("policy")));
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

Time end_of(const Profile& profile, Time now)
{
    return profile.valid_until.value_or(now + profile.validity);
}

std::string table_of(const Profile& profile)
{
    return profile.is_default ? "[profile]" : "[[profiles]] '" + profile.name + "'";
}

} // namespace mdm::config
