#include "core/text.h"
#include "upkeep/commands.h"
#include "upkeep/open.h"
#include "upkeep/statistics.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace mdm::upkeep {
namespace {

using Json = nlohmann::ordered_json;

std::string line(std::string_view name, std::size_t count)
{
    return fmt::format("{:<40}{:>10}\n", name, count);
}

std::string section(std::string_view title, const Counts& counts)
{
    if (counts.empty())
        return {};
    std::string text = fmt::format("\n{}:\n", title);
    for (const auto& [name, count] : counts)
        text += line("  " + (name.empty() ? "unknown" : printable(name, 37)), count);
    return text;
}

Json json_of(const Counts& counts, const char* name)
{
    Json list = Json::array();
    for (const auto& [value, count] : counts)
        list.push_back({{name, printable(value)}, {"count", count}});
    return list;
}

} // namespace

std::string to_text(const Statistics& s)
{
    std::size_t enrollments = 0;
    std::size_t renewals = 0;
    for (const Day& day : s.issued) {
        enrollments += day.enrollments;
        renewals += day.renewals;
    }
    std::size_t ending = 0;
    for (const Week& week : s.ending)
        ending += week.ending;
    const std::string period = fmt::format(" in {} days", s.days);
    std::string text =
        line("good certificates", s.good) + line("  of devices", s.devices) +
        line("  of users", s.users) +
        line(fmt::format("  ending in {} weeks", s.ending.size()), ending) +
        line("certificates past their end", s.ended) + line("revoked certificates", s.revoked) +
        line("certificates on hold", s.on_hold) + line("reserved and not issued", s.reserved) +
        line("enrollments" + period, enrollments) + line("renewals" + period, renewals);
    text += section("refused" + period, s.refusals);
    text += section("requests for approval, by state", s.requests);
    text += section("devices by version of the system", s.os_versions);
    return text + section("revoked or on hold, by reason", s.reasons);
}

std::string to_json(const Statistics& s)
{
    Json days = Json::array();
    for (const Day& day : s.issued)
        days.push_back(
            {{"day", day.date}, {"enrollments", day.enrollments}, {"renewals", day.renewals}});
    Json weeks = Json::array();
    for (const Week& week : s.ending)
        weeks.push_back({{"from", mdm::to_text(week.begin)}, {"count", week.ending}});
    const Json all{{"now", mdm::to_text(s.now)},
                   {"days", s.days},
                   {"certificates",
                    {{"good", s.good},
                     {"ended", s.ended},
                     {"revoked", s.revoked},
                     {"on_hold", s.on_hold},
                     {"reserved", s.reserved}}},
                   {"devices", s.devices},
                   {"users", s.users},
                   {"issued_by_day", days},
                   {"ending_by_week", weeks},
                   {"requests", json_of(s.requests, "state")},
                   {"refusals", json_of(s.refusals, "subcode")},
                   {"os_versions", json_of(s.os_versions, "version")},
                   {"revocation_reasons", json_of(s.reasons, "reason")}};
    return all.dump() + "\n";
}

Result<cli::Exit> stats(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "no operand"));
    const auto days = TRY(arguments.number("days", 30, 1, 366));
    auto ledger = TRY(open_to_read(arguments, io));
    const auto statistics = TRY(statistics_of(ledger, io.now(), static_cast<int>(days)));
    io.out << (arguments.has("json") ? to_json(statistics) : to_text(statistics));
    return cli::Exit::ok;
}

} // namespace mdm::upkeep
