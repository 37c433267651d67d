#include "core/text.h"
#include "device/report.h"
#include "x509/certificate.h"

#include <algorithm>
#include <cassert>

#include <nlohmann/json.hpp>

namespace mdm::device {
namespace {

using Json = nlohmann::ordered_json;

double milliseconds(std::chrono::microseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

Json to_json(const Error& error)
{
    Json json{{"message", error.message}};
    if (!error.spec.empty())
        json["spec"] = error.spec;
    return json;
}

Json to_json(const ServerFault& fault)
{
    return {{"code", fault.code},     {"subcode", fault.subcode}, {"error_type", fault.error_type},
            {"reason", fault.reason}, {"message", fault.message}, {"trace_id", fault.trace_id}};
}

Json facts_of(const Step& step)
{
    Json json = Json::object();
    for (const Fact& fact : step.facts) {
        std::string name(fact.name);
        std::replace(name.begin(), name.end(), ' ', '_');
        if (json.contains(name)) // redirects, advice: the name may occur again
            json[name] = json[name].get<std::string>() + "; " + fact.value;
        else
            json[name] = fact.value;
    }
    return json;
}

Json to_json(const Step& step)
{
    Json json{{"step", step.name}, {"ok", !step.error}, {"milliseconds", milliseconds(step.time)}};
    if (!step.url.empty())
        json["url"] = step.url;
    if (step.http_status != 0)
        json["status"] = step.http_status;
    json["facts"] = facts_of(step);
    if (!step.findings.empty())
        for (const Error& finding : step.findings)
            json["findings"].push_back(to_json(finding));
    if (step.fault)
        json["fault"] = to_json(*step.fault);
    if (step.error)
        json["error"] = to_json(*step.error);
    if (step.hresult == 0)
        return json;
    json["hresult"] = hresult_text(step.hresult);
    if (const auto code = fault::find_code(hresult_text(step.hresult)))
        json["name"] = code->name;
    return json;
}

Json certificate_of(const provisioning::Provisioned& provisioned)
{
    const auto leaf = x509::parse_certificate(provisioned.certificates.leaf);
    assert(leaf); // the step "document" has read it
    return {{"subject", x509::subject_of(*leaf)},
            {"serial", x509::serial_of(*leaf)},
            {"thumbprint", provisioned.thumbprint},
            {"not_before", mdm::to_text(leaf->not_before)},
            {"not_after", mdm::to_text(leaf->not_after)},
            {"store", "My/" + std::string(provisioning::to_text(provisioned.store))}};
}

} // namespace

std::string to_json(const Session& session)
{
    const Plan& plan = session.plan();
    Json json{{"enrolled", session.enrolled().has_value()},
              {"url", plan.url},
              {"user", plan.user},
              {"device_id", plan.device.id},
              {"enrollment_type", to_text(plan.type)}};
    if (plan.old) {
        const auto old = x509::parse_certificate(plan.old->certificate);
        json["renews"] = old ? x509::serial_of(*old) : "";
    }
    std::chrono::microseconds whole{0};
    Json steps = Json::array();
    for (const Step& step : session.steps()) {
        whole += step.time;
        steps.push_back(to_json(step));
    }
    json["milliseconds"] = milliseconds(whole);
    json["steps"] = std::move(steps);
    if (session.enrolled()) {
        json["certificate"] = certificate_of(session.enrolled()->provisioned);
        json["provider_id"] = session.enrolled()->provisioned.provider_id;
    }
    // What a server sends need not be UTF-8 everywhere.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace mdm::device
