#include "inspect/lint_store.h"
#include "inspect/lint_tree.h"
#include "inspect/words.h"

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

using xml::Element;

/// The days of a parm, or `otherwise` where it is not there.
std::uint64_t days(Report& report, const Element& renew, std::string_view name,
                   std::uint64_t otherwise)
{
    constexpr std::uint64_t most = 1000;
    const auto value = parm_value(renew, name);
    if (!value)
        return otherwise;
    const auto number = whole_number(*value);
    if (number && *number >= 1 && *number <= most)
        return *number;
    report.find("renew-days", renew, fmt::format("{} '{}'", name, *value), "1 to 1000 days");
    return otherwise;
}

void lint_datatypes(Report& report, const Element& renew)
{
    for (const auto& parm : parms(renew)) {
        const auto name = parm.attribute("name").value_or("");
        const std::string_view expected = name == "ROBOSupport" ? "boolean"
                                          : name == "ServerURL" ? "string"
                                                                : "integer";
        const auto datatype = parm.attribute("datatype").value_or("");
        if (datatype != expected)
            report.find("renew-datatype", parm, "datatype '" + datatype + "'",
                        std::string(expected));
    }
}

} // namespace

void lint_renew(Report& report, const Element& renew, std::optional<std::chrono::days> life)
{
    constexpr std::uint64_t usual_period = 42;
    constexpr std::uint64_t usual_interval = 7;
    if (const auto wrong = find_parm(renew, "RenewalPeriod"))
        report.find("renew-name", *wrong, "RenewalPeriod", "RenewPeriod");
    lint_datatypes(report, renew);
    const auto period = days(report, renew, "RenewPeriod", usual_period);
    const auto interval = days(report, renew, "RetryInterval", usual_interval);
    if (interval > period)
        report.find("renew-interval", renew,
                    fmt::format("RetryInterval {} of a RenewPeriod of {}", interval, period),
                    "at most the RenewPeriod");
    if (life && static_cast<std::int64_t>(period) >= life->count())
        report.find(
            "renew-life", renew,
            fmt::format("RenewPeriod {} of a certificate of {} days", period, life->count()),
            "less than its life: devices renew at once otherwise");
    if (parm_value(renew, "ROBOSupport") != "true")
        report.find("renew-robo", renew, "no ROBOSupport that is true", "true");
    if (const auto url = parm_value(renew, "ServerURL"); url && !is_https(*url))
        report.find("renew-url", renew, "ServerURL '" + *url + "'", "an https URL");
}

} // namespace mdm::inspect
