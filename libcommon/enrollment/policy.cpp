#include "enrollment/policy.h"

#include "core/file.h"
#include "enrollment/profile.h"
#include "soap/action.h"
#include "soap/response.h"
#include "x509/certificate.h"

#include <algorithm>

#include <sys/stat.h>

namespace mdm::enrollment {
namespace {

using config::Profile;
using fault::Subcode;

xcep::Request request_of(const record::Record& record)
{
    const auto query = record.policy.value_or(record::PolicyQuery{});
    return {.last_update = query.last_update,
            .language = query.language,
            .oids = query.oids,
            .client_version = query.client_version,
            .server_version = query.server_version};
}

Result<xcep::Authority> read_authority(const config::Settings& settings, const std::string& name)
{
    const auto at = std::ranges::find(settings.authorities, name, &config::Authority::name);
    const config::Authority nothing{.name = name, .certificate = {}, .key = {}, .chain = {}};
    const config::Authority& configured = at == settings.authorities.end() ? nothing : *at;
    TRY(config::require(configured.certificate, config::table_of(configured), "certificate"));
    const auto pem = TRY(read_file(configured.certificate));
    auto certificates = TRY_WITHIN(configured.certificate, x509::parse_pem_certificates(pem));
    xcep::Authority authority{.uris = {}, .certificate = std::move(certificates.front().der)};
    // cepces passes over an address without a priority.
    std::uint32_t place = 0;
    for (const config::EnrollmentUri& uri : settings.policy.uris) {
        ++place;
        authority.uris.push_back(
            {.client_authentication = uri.client_authentication,
             .uri = uri.uri.empty() ? settings.service.enrollment_url : uri.uri,
             .priority = uri.priority.value_or(place),
             .renewal_only = uri.renewal_only});
    }
    return authority;
}

/// When what is told changed last: the configuration, or a certificate of an authority that it
/// names. Nothing where it depends on groups, of which nobody knows since when a user is in them.
std::optional<Time> last_change_of(const config::Settings& settings)
{
    for (const Profile& profile : settings.profiles)
        if (profile.audience.groups)
            return std::nullopt;
    Time latest = settings.last_change;
    if (settings.policy.uris.empty())
        return latest;
    for (const config::Authority& authority : settings.authorities) {
        struct stat status {};
        if (::stat(authority.certificate.c_str(), &status) == 0)
            latest = std::max(latest, time_from_seconds(status.st_mtim.tv_sec));
    }
    return latest;
}

} // namespace

Result<xcep::Response> PolicyTeller::offer(const std::vector<const Profile*>& profiles, Time now)
{
    std::vector<xcep::Profile> told;
    for (const Profile* profile : profiles) {
        if (!profile->policy.advertised || config::end_of(*profile, now) <= now)
            continue;
        const auto& blueprint = blueprints_.find(*profile);
        if (!blueprint)
            return blueprint.error();
        told.push_back(advertised(*profile, *blueprint, settings_, now));
        if (settings_.policy.uris.empty())
            continue;
        const auto& issuer = authority(profile->issuer);
        if (!issuer)
            return issuer.error();
        told.back().authority = &*issuer;
    }
    return xcep::offer({.id = settings_.policy.id,
                        .friendly_name = settings_.policy.friendly_name,
                        .next_update_hours = settings_.policy.next_update_hours},
                       told);
}

const Result<xcep::Authority>& PolicyTeller::authority(const std::string& name)
{
    if (const auto there = authorities_.find(name); there != authorities_.end())
        return there->second;
    return authorities_.emplace(name, read_authority(settings_, name)).first->second;
}

Result<std::string, Refusal> PolicyTeller::respond(const record::Record& record, Time now)
{
    const record::Identity nobody;
    const auto profiles =
        TRY(profiles_in_reach(settings_, record.identity ? *record.identity : nobody));
    const auto offered = TRY(blame(Subcode::enrollment_server, offer(profiles, now)));
    auto response = soap::begin_response({.action = soap::action::get_policies_response,
                                          .relates_to = record.message_id,
                                          .activity_id = record.activity_id});
    TRY(blame(Subcode::enrollment_server,
              xcep::write(xcep::answer(offered, request_of(record), last_change_of(settings_)),
                          response.body)));
    return response.writer.finish_with_declaration();
}

Outcome PolicyTeller::answer(record::Record record, Time now)
{
    auto reply = respond(record, now);
    if (!reply)
        return refused(std::move(record), reply.error(), settings_.service.language);
    record.reply = std::move(reply).value();
    return {std::move(record), ""};
}

} // namespace mdm::enrollment
