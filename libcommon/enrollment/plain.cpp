#include "enrollment/plain.h"

#include "admission/audience.h"
#include "wstep/response.h"

#include <algorithm>

namespace mdm::enrollment {

bool serves_plain(const config::Settings& settings)
{
    return std::ranges::any_of(settings.profiles, [](const config::Profile& profile) {
        return admission::lets_client(profile.audience, "wstep");
    });
}

Result<std::string, Refusal> respond_to_plain(const record::Record& record,
                                              const config::Settings& settings, Time now)
{
    const wstep::Exchange exchange{.relates_to = record.message_id,
                                   .activity_id = record.activity_id.value_or(record.trace_id),
                                   .now = now};
    const std::string& language = settings.service.language;
    if (record.issued) {
        const std::string& id = record.issued->request_id;
        return wstep::certificate_response(record.issued->certificate, record.issued->response,
                                           {language, id.empty() ? "0" : id}, exchange);
    }
    if (!record.pending)
        return refusal_of(fault::Subcode::internal_service_fault,
                          {Errc::environment,
                           "the record has no certificate: did wstep-sign(1) see it?",
                           "mdm-record(5)"});
    const std::string& url = settings.service.enrollment_url;
    TRY(blame(fault::Subcode::enrollment_server,
              config::require(url, "service", "enrollment_url")));
    return wstep::pending_response(url, {language, record.pending->request_id}, exchange);
}

} // namespace mdm::enrollment
