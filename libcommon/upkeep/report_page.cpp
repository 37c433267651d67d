#include "upkeep/report_page.h"

#include "core/text.h"
#include "upkeep/chart.h"

#include <algorithm>

namespace mdm::upkeep {
namespace {

using web::Html;

// More names than this are one bar.
constexpr std::size_t names_shown = 12;

Html number(const char* name, std::size_t count)
{
    return web::fill("<div><dt>{{name}}</dt><dd>{{count}}</dd></div>\n",
                     {{"name", name}, {"count", std::to_string(count)}});
}

std::size_t total(const Counts& counts)
{
    std::size_t sum = 0;
    for (const auto& [name, count] : counts)
        sum += count;
    return sum;
}

std::size_t ending_in(const Statistics& s, std::size_t weeks)
{
    std::size_t sum = 0;
    for (std::size_t i = 0; i < std::min(weeks, s.ending.size()); ++i)
        sum += s.ending[i].ending;
    return sum;
}

Html numbers_of(const Statistics& s)
{
    Html html = number("good certificates", s.good);
    html += number("devices", s.devices);
    html += number("users", s.users);
    html += number("end in 4 weeks", ending_in(s, 4));
    html += number("revoked", s.revoked);
    html += number("on hold", s.on_hold);
    html += number("refused", total(s.refusals));
    return web::fill("<dl class=\"numbers\">\n{{numbers}}</dl>\n", {{"numbers", html}});
}

Html section(const std::string& title, const Html& content)
{
    return web::fill("<section><h2>{{title}}</h2>\n{{content}}</section>\n",
                     {{"title", title}, {"content", content}});
}

Html with_table(const Html& picture, const Plot& plot, const std::string& heading)
{
    return web::fill("{{picture}}\n<details><summary>Numbers</summary>{{table}}</details>\n",
                     {{"picture", picture}, {"table", table_of(plot, heading)}});
}

Html legend(const Plot& plot)
{
    Html items;
    for (std::size_t i = 0; i < plot.parts.size(); ++i)
        items += web::fill(R"(<li><span class="part{{i}}"></span>{{name}}</li>)",
                           {{"i", std::to_string(i)}, {"name", plot.parts[i]}});
    return web::fill("<ul class=\"legend\">{{items}}</ul>\n", {{"items", items}});
}

Html issued_section(const Statistics& s)
{
    Plot plot{"issued", "Enrollments and renewals by day", {"enrollments", "renewals"}, {}};
    for (const Day& day : s.issued)
        plot.bars.push_back({day.date, {day.enrollments, day.renewals}});
    Html content = legend(plot);
    content += with_table(standing_bars(plot), plot, "day");
    return section(plot.title, content);
}

Html ending_section(const Statistics& s)
{
    Plot plot{"ending", "Good certificates by the week of their end", {"certificates"}, {}};
    for (const Week& week : s.ending)
        plot.bars.push_back({mdm::to_text(week.begin).substr(0, 10), {week.ending}});
    return section(plot.title, with_table(standing_bars(plot), plot, "seven days from"));
}

Html counts_section(Plot plot, const Counts& counts, const char* heading, const char* none)
{
    std::size_t others = 0;
    for (const auto& [name, count] : counts)
        if (plot.bars.size() < names_shown)
            plot.bars.push_back({name.empty() ? "unknown" : name, {count}});
        else
            others += count;
    if (others > 0)
        plot.bars.push_back({"all others", {others}});
    const Html nothing = web::fill("<p>{{none}}</p>\n", {{"none", none}});
    return section(plot.title,
                   plot.bars.empty() ? nothing : with_table(lying_bars(plot), plot, heading));
}

Html next_section(const Statistics& s)
{
    Html rows;
    for (const ledger::Entry& entry : s.next_to_end) {
        const ledger::Reservation& row = entry.reservation;
        rows += web::fill("<tr><td>{{end}}</td><td>{{user}}</td><td>{{device}}</td>"
                          "<td><code>{{serial}}</code></td></tr>\n",
                          {{"end", mdm::to_text(row.not_after)},
                           {"user", printable(row.user)},
                           {"device", printable(row.device_id)},
                           {"serial", row.serial}});
    }
    if (rows.empty())
        return section("Next to end", Html::of("<p>There is no good certificate.</p>\n"));
    return section(
        "Next to end",
        web::fill("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Next to "
                  "end\"><table><thead><tr><th scope=\"col\">end</th><th scope=\"col\">user</th>"
                  "<th scope=\"col\">device</th><th scope=\"col\">serial number</th></tr></thead>"
                  "<tbody>\n{{rows}}</tbody></table></div>\n",
                  {{"rows", rows}}));
}

} // namespace

std::string report_page(const Statistics& s, const std::string& organisation)
{
    const std::string period = std::to_string(s.days) + " days";
    const std::string title = organisation.empty() ? "Enrollment" : organisation + ": enrollment";
    Html content = numbers_of(s);
    content += issued_section(s);
    content += counts_section({"refusals", "Refused requests by reason", {"requests"}, {}},
                              s.refusals, "reason", "No request was refused.");
    content += ending_section(s);
    content += next_section(s);
    content += counts_section({"versions", "Devices by version of the system", {"devices"}, {}},
                              s.os_versions, "version", "There is no device.");
    content += counts_section({"reasons", "Revoked or on hold, by reason", {"certificates"}, {}},
                              s.reasons, "reason", "No certificate is revoked.");
    return web::fill(R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>{{title}}</title>
<style>{{style}}</style>
</head>
<body>
<header>
<h1>{{title}}</h1>
<p>{{now}}, with the {{period}} before</p>
</header>
<main>
{{content}}</main>
<footer>Written by mdm-ledger report. Days are days of UTC.</footer>
</body>
</html>
)",
                     {{"title", title},
                      {"style", Html::of(report_style())},
                      {"now", mdm::to_text(s.now)},
                      {"period", period},
                      {"content", content}})
        .text();
}

} // namespace mdm::upkeep
