#include "enrollment/discover.h"

#include "admission/rules.h"
#include "discovery/request.h"
#include "discovery/response.h"
#include "soap/action.h"

namespace mdm::enrollment {
namespace {

using fault::Subcode;

Reply refuse(const Refusal& refusal, const std::string& language, const std::string& trace_id,
             const fault::Exchange& exchange)
{
    fault::Fault fault = refusal.fault;
    if (refusal.rule.empty())
        fault.language = language;
    fault.trace_id = trace_id;
    return {fault::to_xml(fault, exchange), refusal};
}

Result<void> check_federated(const config::Federated& federated)
{
    TRY(config::require(federated.authentication_url, "federated", "authentication_url"));
    if (!federated.takes_tokens())
        TRY(config::require("", "federated", "key_file"));
    return {};
}

/// What is announced must work: a policy without its checker would send every device into a
/// refusal.
Result<void> check_configured(const config::Settings& settings)
{
    const auto& service = settings.service;
    if (service.auth_policies.empty())
        TRY(config::require("", "service", "auth_policies"));
    for (const std::string& policy : service.auth_policies) {
        if (policy == "OnPremise")
            TRY(config::require(settings.onpremise));
        if (policy == "Certificate")
            TRY(config::require(settings.certificate));
        if (policy == "Federated")
            TRY(check_federated(settings.federated));
    }
    TRY(config::require(service.policy_url, "service", "policy_url"));
    TRY(config::require(service.enrollment_url, "service", "enrollment_url"));
    return {};
}

Result<discovery::Request> read_request(const soap::Envelope& envelope)
{
    TRY(soap::require_action(envelope, soap::action::discover));
    return discovery::parse_request(envelope);
}

/// What the device says of itself, under the names that it has in a request for a certificate.
record::Record record_of(const discovery::Request& request)
{
    record::Record record;
    const auto add = [&](std::string_view name, const std::optional<std::string>& value) {
        if (value && !value->empty())
            record.device.emplace_back(name, std::vector{*value});
    };
    add("DeviceType", request.device_type);
    add("OSEdition", request.os_edition);
    add("OSVersion", request.os_version);
    return record;
}

Result<void, Refusal> admit(const discovery::Request& request, const config::Settings& settings,
                            Time now)
{
    admission::Rules rules(settings.admission, settings.service.language);
    const auto admitted = rules.admit(config::Step::discover, record_of(request), now);
    if (!admitted)
        return refusal_of(admitted.error());
    return {};
}

Result<discovery::Response, Refusal> answer(const soap::Envelope& envelope,
                                            const config::Settings& settings, Time now)
{
    const auto& service = settings.service;
    TRY(blame(Subcode::enrollment_server, check_configured(settings)));
    const auto request = TRY(blame(Subcode::message_format, read_request(envelope)));
    TRY(admit(request, settings, now));
    const auto policy =
        TRY(blame(Subcode::authentication,
                  discovery::choose_auth_policy(service.auth_policies, request.auth_policies)));
    return discovery::Response{
        .auth_policy = policy,
        .version = discovery::negotiate_version(request.version, service.enrollment_version),
        .policy_url = service.policy_url,
        .enrollment_url = service.enrollment_url,
        .authentication_url = policy == "Federated"
                                  ? std::optional(settings.federated.authentication_url)
                                  : std::nullopt};
}

} // namespace

Reply discover(ByteView message, const config::Settings& settings, const Arrival& arrival)
{
    const std::string& trace_id = arrival.trace_id;
    const auto& language = settings.service.language;
    const auto envelope =
        blame(Subcode::message_format,
              soap::parse_envelope(message, {.bytes = settings.service.body_limit}));
    if (!envelope)
        return refuse(envelope.error(), language, trace_id, {});
    const auto response = answer(*envelope, settings, arrival.now);
    if (!response)
        return refuse(response.error(), language, trace_id,
                      {.relates_to = envelope->message_id, .activity_id = envelope->activity_id});
    return {discovery::to_xml(*response, envelope->message_id,
                              envelope->activity_id.value_or(trace_id))};
}

Reply refuse_discover(const Refusal& refusal, const std::string& language,
                      const std::string& trace_id)
{
    return refuse(refusal, language, trace_id, {});
}

} // namespace mdm::enrollment
