#pragma once

#include "admission/rules.h"
#include "config/settings.h"

#include <boost/test/unit_test.hpp>

/// Rules as they stand in a configuration, and requests to ask them about.
namespace mdm::admission {

using config::Step;

inline std::string text_of(const Result<config::Settings>& settings)
{
    return settings ? "" : settings.error().message;
}

inline const Time now = parse_time("2026-11-25T12:00:00Z").value();

inline config::Admission rules_from(const std::string& rules)
{
    const auto settings = config::parse("[[admission.rules]]\n" + rules, "");
    BOOST_REQUIRE_MESSAGE(settings.has_value(), text_of(settings));
    return settings->admission;
}

inline record::Record request(record::Kind kind = record::Kind::issue)
{
    record::Record record;
    record.kind = kind;
    record.identity = {.method = "onpremise", .user = "alice@example.com", .groups = {"Staff"}};
    record.device = {{"DeviceID", {"D1"}},
                     {"DeviceType", {"CIMClient_Windows"}},
                     {"OSVersion", {"10.0.22631.1"}},
                     {"OSEdition", {"4"}},
                     {"EnrollmentType", {"Full"}},
                     {"MAC", {"AA-BB", "CC-DD"}}};
    return record;
}

inline record::Record renewal()
{
    auto record = request(record::Kind::renew);
    record.identity = {.method = "renewal", .user = "alice@example.com"};
    return record;
}

/// "SUBCODE/DETAIL: REASON"; empty where the request is let through.
inline std::string verdict(const std::string& rules, const record::Record& record = request(),
                           std::optional<Step> step = {})
{
    const auto some = rules_from(rules);
    const auto admitted =
        Rules(some, "en-US").admit(step ? *step : step_of(record).value(), record, now);
    if (admitted)
        return "";
    const auto& fault = admitted.error().fault;
    const auto detail = fault.error_type ? fault::to_text(*fault.error_type) : "";
    return std::string(fault::to_text(fault.subcode)).append("/").append(detail) + ": " +
           fault.reason;
}

inline std::string code(const std::string& rules, const record::Record& record = request(),
                        std::optional<Step> step = {})
{
    const auto text = verdict(rules, record, step);
    return text.substr(0, text.find(':'));
}

inline record::Record with(const std::string& name, const std::string& value)
{
    auto record = request();
    for (auto& [key, values] : record.device)
        if (key == name) {
            values = {value};
            return record;
        }
    record.device.emplace_back(name, std::vector{value});
    return record;
}

inline record::Record without(const std::string& name)
{
    auto record = request();
    std::erase_if(record.device, [&](const auto& fact) { return fact.first == name; });
    return record;
}

} // namespace mdm::admission
