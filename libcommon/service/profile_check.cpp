#include "admission/audience.h"
#include "core/text.h"
#include "enrollment/blueprint.h"
#include "enrollment/policy.h"
#include "enrollment/renewal.h"
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

bool is_shut(const config::Audience::List& list)
{
    return list && list->empty();
}

/// Rules by which it is never chosen, or of which a later one never is.
void check_audience(const Profile& profile, const Profile* last, Complaints& complaints)
{
    // Whether a later one could be chosen for a client that this one is not for.
    const auto leaves = [&](const Profile& other) {
        return std::ranges::any_of(*other.audience.clients, [&](const std::string& client) {
            return !admission::lets_client(profile.audience, client);
        });
    };
    const config::Audience& audience = profile.audience;
    const std::string table = config::table_of(profile);
    const std::pair<std::string_view, const config::Audience::List&> lists[] = {
        {"enrollment_types", audience.enrollment_types},
        {"users", audience.users},
        {"groups", audience.groups},
        {"device_types", audience.device_types},
        {"clients", audience.clients}};
    bool restricted = std::any_of(&profile, last + 1, leaves);
    for (const auto& [key, list] : lists) {
        restricted = restricted || (list.has_value() && key != "clients");
        if (is_shut(list))
            complaints.push_back(table + " for." + std::string(key) +
                                 " is empty: the profile is for nobody");
    }
    if (!restricted && last != &profile)
        complaints.push_back(table + " is for everybody: no profile after it is ever chosen");
    for (const std::string& type : audience.enrollment_types.value_or(std::vector<std::string>()))
        if (!equal_ignoring_case(type, "Full") && !equal_ignoring_case(type, "Device"))
            complaints.push_back(table + " for.enrollment_types: '" + printable(type) +
                                 "' is no EnrollmentType: devices send Full or Device");
}

void check_keys(const Profile& profile, Complaints& complaints)
{
    const std::string table = config::table_of(profile);
    const auto has = [](const std::vector<std::string>& list, std::string_view word) {
        return std::ranges::find(list, word) != list.end();
    };
    const bool rsa = has(profile.key_types, "RSA");
    const bool ec = has(profile.key_types, "EC") && !profile.curves.empty();
    if (!rsa && !ec)
        complaints.push_back(table + " takes neither RSA nor EC keys: nothing can be issued");
    if (rsa && profile.rsa_bits > profile.rsa_bits_max)
        complaints.push_back(table + " rsa_bits is above rsa_bits_max: no RSA key is taken");
    const bool taken =
        profile.hash == "sha1" ? profile.sha1_requests : has(profile.request_hashes, profile.hash);
    if (!taken)
        complaints.push_back(table + " hash: devices are asked to sign with " + profile.hash +
                             ", which is not taken: see " +
                             (profile.hash == "sha1" ? "sha1_requests" : "request_hashes"));
}

/// Nobody signs in where a certificate is renewed by itself, and the ledger has the user's name
/// alone.
void check_renewable(const Subject& subject, const Profile& profile, Complaints& complaints)
{
    if (!subject.settings.renewal)
        return;
    const auto names = [](const std::string& text, std::string_view variable) {
        return text.find("{" + std::string(variable) + "}") != std::string::npos;
    };
    for (const char* variable : {"sid", "tenant", "object_id", "entra_device"}) {
        const auto has = [&](const std::string& text) { return names(text, variable); };
        if (names(profile.subject, variable) || std::ranges::any_of(profile.alternative_names, has))
            complaints.push_back(config::table_of(profile) + ": {" + variable +
                                 "} is not known where a certificate is renewed without signing "
                                 "in");
    }
}

void check_periods(const Subject& subject, const Profile& profile, Complaints& complaints)
{
    const std::string table = config::table_of(profile);
    const auto& renewal = subject.settings.renewal;
    if (profile.renewal && !renewal)
        complaints.push_back(table + " renewal_days: there is no [renewal]: nothing is renewed");
    if (profile.renewal && renewal && *profile.renewal < renewal->retry_interval)
        complaints.push_back(table + " renewal_days is shorter than [renewal] retry_days");
    const auto lifetime = config::end_of(profile, subject.now) - subject.now;
    const auto period = enrollment::renewal_period(renewal.value_or(config::Renewal{}), &profile);
    if (renewal && lifetime > lifetime.zero() && period >= lifetime)
        complaints.push_back(table + ": a certificate is renewed " +
                             std::to_string(period.count()) +
                             " days before its end, and lasts no longer: devices would renew it "
                             "at once and without end");
}

/// What is told of it beside what is enforced.
void check_policy(const Subject& subject, const Profile& profile, Complaints& complaints)
{
    constexpr std::uint32_t from_enrollee = 0x1 | 0x10000;
    const std::string table = config::table_of(profile);
    if (!profile.policy.advertised)
        return;
    const bool names_request = [&] {
        const auto names = [](const std::string& text) {
            return text.find("{request.") != std::string::npos;
        };
        return names(profile.subject) || std::ranges::any_of(profile.alternative_names, names);
    }();
    if ((profile.policy.subject_name_flags.value_or(0) & from_enrollee) != 0 && !names_request)
        complaints.push_back(table + " policy.subject_name_flags: clients are told to name "
                                     "themselves, and no name is taken from a request");
    const auto& all = subject.settings.profiles;
    for (const Profile& other : all)
        if (&other < &profile && other.policy.advertised &&
            other.policy.oid == profile.policy.oid &&
            (!profile.policy.oid.empty() || other.hash == profile.hash))
            complaints.push_back(table + " policy.oid is that of " + config::table_of(other) +
                                 ": clients cannot tell them apart");
    const auto told = enrollment::draw(profile);
    if (!told)
        return; // was said already
    const auto possible =
        enrollment::check_advertised(profile, *told, subject.settings, subject.now);
    if (!possible && config::end_of(profile, subject.now) > subject.now)
        complaints.push_back(complaint(table, possible.error()));
}

/// What a profile for plain WSTEP clients, or one whose requests wait for approval, needs besides.
void check_clients(const Subject& subject, const Profile& profile, Complaints& complaints)
{
    const std::string table = config::table_of(profile);
    const auto names = [&](std::string_view variable) {
        const auto has = [&](const std::string& text) {
            return text.find(variable) != std::string::npos;
        };
        return has(profile.subject) || std::ranges::any_of(profile.alternative_names, has);
    };
    const bool plain = admission::lets_client(profile.audience, "wstep");
    if (plain && profile.subject.find("{device.") != std::string::npos)
        complaints.push_back(table + " subject: a client that wants a certificate alone says "
                                     "nothing of its device: with {device.NAME} it gets none");
    if (plain && profile.approval && subject.settings.service.enrollment_url.empty())
        complaints.push_back(table + " approval: clients are told to ask again at [service] "
                                     "enrollment_url, which is not configured");
    if (profile.approval && names("{trace_id}"))
        complaints.push_back(table + " approval: with {trace_id} in its names no request is ever "
                                     "the same again: what was approved is not what comes next");
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
    const auto& profiles = subject.settings.profiles;
    for (const Profile& profile : profiles) {
        check_content(subject, profile, complaints);
        check_issuer(subject, profile, complaints);
        check_audience(profile, &profiles.back(), complaints);
        check_keys(profile, complaints);
        check_periods(subject, profile, complaints);
        check_renewable(subject, profile, complaints);
        check_clients(subject, profile, complaints);
        if (profiles.size() > 1 || !subject.settings.policy.uris.empty())
            check_policy(subject, profile, complaints);
    }
    constexpr unsigned anonymous = 1;
    constexpr unsigned kerberos = 2;
    for (const config::EnrollmentUri& uri : subject.settings.policy.uris)
        if (uri.client_authentication == anonymous || uri.client_authentication == kerberos)
            complaints.push_back(
                std::string("[policy] uris: clients are told that they may come ") +
                (uri.client_authentication == anonymous ? "anonymously" : "with Kerberos") +
                ", and are then refused: use password or certificate");
    for (const config::EnrollmentUri& uri : subject.settings.policy.uris)
        if (uri.uri.empty() && subject.settings.service.enrollment_url.empty())
            complaints.push_back("[policy] uris: one has no uri, and [service] enrollment_url is "
                                 "not configured");
}

} // namespace mdm::service
