#include "enrollment/policy.h"

#include "enrollment/profile.h"
#include "soap/action.h"
#include "soap/response.h"
#include "xcep/answer.h"

#include <algorithm>

namespace mdm::enrollment {
namespace {

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

/// MS-XCEP 3.1.4.1.3.7 wants a renewal period above zero, also where renewal is not configured and
/// nothing else announces it.
std::chrono::seconds renewal_of(const config::Profile& profile, const config::Settings& settings)
{
    const auto period = settings.renewal.value_or(config::Renewal{}).period;
    return std::min<std::chrono::seconds>(period, profile.validity);
}

} // namespace

Result<std::string, Refusal> policy_response(const record::Record& record,
                                             const config::Settings& settings)
{
    const record::Identity nobody;
    const auto profiles =
        TRY(profiles_in_reach(settings, record.identity ? *record.identity : nobody));
    const config::Profile& profile = *profiles.front();
    const auto offered = TRY(
        blame(Subcode::enrollment_server, xcep::offer({.common_name = profile.name,
                                                       .minimal_key_length = profile.rsa_bits,
                                                       .hash = profile.hash,
                                                       .validity = profile.validity,
                                                       .renewal = renewal_of(profile, settings),
                                                       .crypto_providers = profile.providers})));
    auto response = soap::begin_response({.action = soap::action::get_policies_response,
                                          .relates_to = record.message_id,
                                          .activity_id = record.activity_id});
    TRY(blame(Subcode::enrollment_server,
              xcep::write(xcep::answer(offered, request_of(record), settings.last_change),
                          response.body)));
    return response.writer.finish_with_declaration();
}

Outcome answer_policy(record::Record record, const config::Settings& settings)
{
    auto reply = policy_response(record, settings);
    if (!reply)
        return refused(std::move(record), reply.error(), settings.service.language);
    record.reply = std::move(reply).value();
    return {std::move(record), ""};
}

} // namespace mdm::enrollment
