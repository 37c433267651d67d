#include "admission/objection.h"

#include "core/text.h"

#include <array>

namespace mdm::admission {
namespace {

using config::Topic;
using fault::ErrorType;
using fault::Subcode;

constexpr std::size_t reason_limit = 300;

struct Ending {
    Topic topic;
    Subcode subcode;
    std::optional<ErrorType> error_type;
};

constexpr std::array<Ending, 9> endings{{
    {Topic::maintenance, Subcode::enrollment_server, ErrorType::in_maintenance},
    {Topic::user, Subcode::authorization, std::nullopt},
    {Topic::license, Subcode::authorization, ErrorType::user_license},
    {Topic::device, Subcode::authorization, ErrorType::device_not_supported},
    {Topic::enrollment, Subcode::authorization, ErrorType::not_supported},
    {Topic::enrollment_data, Subcode::authorization, ErrorType::invalid_enrollment_data},
    {Topic::known_device, Subcode::authorization, std::nullopt},
    {Topic::cap, Subcode::authorization, ErrorType::device_cap_reached},
    {Topic::custom, Subcode::authorization, ErrorType::custom_server_error},
}};

std::string wanted_language(const record::Record& record)
{
    if (record.policy && record.policy->language)
        return *record.policy->language;
    return record::find_fact(record, "Locale").value_or("");
}

std::string_view primary(std::string_view tag)
{
    return tag.substr(0, tag.find('-'));
}

/// The reason of the configuration in the first of these languages that it has; in its first one
/// where it has none of them.
std::pair<std::string, std::string> reason_of(const config::Rule& rule, const std::string& wanted,
                                              const std::string& language)
{
    for (const std::string& tag : {wanted, language}) {
        for (const auto& [name, text] : rule.reasons)
            if (equal_ignoring_case(name, tag))
                return {name, text};
        for (const auto& [name, text] : rule.reasons)
            if (!name.empty() && equal_ignoring_case(primary(name), primary(tag)))
                return {name, text};
    }
    return rule.reasons.front();
}

} // namespace

Objection object(const config::Rule& rule, const Finding& finding, const record::Record& record,
                 const std::string& language)
{
    Objection objection{.fault = {.language = language},
                        .rule = rule.name,
                        .log = "rule '" + rule.name + "': " + finding.log};
    for (const Ending& ending : endings)
        if (ending.topic == rule.topic) {
            objection.fault.subcode = ending.subcode;
            objection.fault.error_type = ending.error_type;
        }
    objection.fault.reason = printable(finding.reason, reason_limit);
    if (!rule.reasons.empty() && !finding.spoken) {
        const auto [name, text] = reason_of(rule, wanted_language(record), language);
        objection.fault.reason = printable(text, reason_limit);
        if (!name.empty())
            objection.fault.language = name;
    }
    return objection;
}

Objection out_of_order(const config::Rule& rule, const Error& error, const std::string& language)
{
    Objection objection{
        .fault = fault::refuse(Subcode::enrollment_server, {Errc::environment, error.message}),
        .rule = rule.name,
        .log = "rule '" + rule.name + "': " + error.message};
    objection.fault.language = language;
    return objection;
}

} // namespace mdm::admission
