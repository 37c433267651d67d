#include "config/certificate.h"

#include "config/readers.h"

#include <algorithm>

namespace mdm::config {
namespace {

bool is_source(const std::string& word)
{
    return word == "upn" || word == "email" || word == "cn";
}

} // namespace

Result<Certificate> read_certificate(Table table)
{
    Certificate certificate;
    table.read_path("anchors", certificate.anchors);
    table.read_path("intermediates", certificate.intermediates);
    table.read("authorities_from_message", certificate.authorities_from_message);
    table.read_paths("revocation_lists", certificate.revocation_lists);
    table.read("extended_key_usages", certificate.extended_key_usages);
    if (certificate.extended_key_usages.empty())
        table.fail("extended_key_usages", "one OID at least");
    table.read("user", certificate.user);
    if (certificate.user.empty() ||
        !std::all_of(certificate.user.begin(), certificate.user.end(), is_source))
        table.fail("user", "an array of \"upn\", \"email\", \"cn\"");
    table.read_duration("window_minutes", certificate.window, 1, 1440);
    table.read_duration("clock_skew_seconds", certificate.clock_skew, 0, 3600);
    table.read_path("command", certificate.command);
    table.read_duration("time_limit_seconds", certificate.time_limit, 1, 60);
    TRY(table.finish());
    return certificate;
}

Result<void> require(const Certificate& certificate)
{
    if (certificate.anchors.empty())
        return Error{Errc::environment, "[certificate] anchors is not configured",
                     "enrollkit.toml(5)"};
    return {};
}

} // namespace mdm::config
