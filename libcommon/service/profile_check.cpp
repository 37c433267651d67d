#include "enrollment/blueprint.h"
#include "service/config_checks.h"
#include "x509/issue.h"

#include <algorithm>

namespace mdm::service {
namespace {

using config::Profile;

/// Facts that every variable has a value in.
record::Record example()
{
    record::Record record;
    record.trace_id = "trace";
    record.identity = record::Identity{.method = "onpremise",
                                       .user = "user@example.com",
                                       .tenant = "tenant",
                                       .object_id = "object",
                                       .device_id = "device",
                                       .sid = "S-1-5-21-1-2-3-1001"};
    return record;
}

/// Whether certificates can be made of its texts and extensions.
void check_content(const Subject& subject, const Profile& profile, Complaints& complaints)
{
    const std::string table = config::table_of(profile);
    const auto blueprint = enrollment::draw(profile);
    if (!blueprint) {
        complaints.push_back(complaint("", blueprint.error()));
        return;
    }
    auto record = example();
    constexpr std::string_view fact = "device.";
    for (const std::string& name : blueprint->variables)
        if (name.starts_with(fact))
            record.device.emplace_back(name.substr(fact.size()),
                                       std::vector<std::string>{"device"});
    const x509::Requested requested{.common_names = {"name"},
                                    .dns = {"host.example.com"},
                                    .email = {"user@example.com"},
                                    .upn = {"user@example.com"},
                                    .uri = {"urn:example"},
                                    .extensions = {}};
    const enrollment::Facts facts{
        record, subject.settings.provisioning.provider_id, {}, &requested};
    const auto names = enrollment::fill(*blueprint, facts);
    if (!names) {
        complaints.push_back(complaint(table, names.error()));
        return;
    }
    const Time end = config::end_of(profile, subject.now);
    if (end <= subject.now) {
        complaints.push_back(table + " valid_until: " + to_text(end) +
                             " is over: nothing can be issued");
        return;
    }
    const auto possible = x509::check({.serial = Bytes(16, 1),
                                       .subject = names->subject,
                                       .not_before = subject.now - profile.backdate,
                                       .not_after = end,
                                       .alternative_names = names->alternative_names});
    if (!possible)
        complaints.push_back(complaint(table, possible.error()));
}

void check_issuer(const Subject& subject, const Profile& profile, Complaints& complaints)
{
    const auto& authorities = subject.settings.authorities;
    if (std::ranges::find(authorities, profile.issuer, &config::Authority::name) !=
        authorities.end())
        return;
    complaints.push_back(config::table_of(profile) +
                         (profile.issuer.empty()
                              ? ": there is no [authority]: name one of [authorities] as its issuer"
                              : " issuer: there is no [authorities." + profile.issuer + "]"));
}

} // namespace

void check_profile(const Subject& subject, Complaints& complaints)
{
    for (const Profile& profile : subject.settings.profiles) {
        check_content(subject, profile, complaints);
        check_issuer(subject, profile, complaints);
    }
}

} // namespace mdm::service
