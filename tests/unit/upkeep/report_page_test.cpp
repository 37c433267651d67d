#include "upkeep/report_page.h"

#include "upkeep/chart.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::upkeep;

namespace {

bool holds(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

Statistics statistics()
{
    Statistics s;
    s.now = parse_time("2026-11-25T12:00:00Z").value();
    s.days = 1;
    s.issued = {{"2026-11-25", 3, 1}};
    s.ending = {{s.now, 2}};
    return s;
}

} // namespace

BOOST_AUTO_TEST_SUITE(report_page_test)

BOOST_AUTO_TEST_CASE(what_devices_sent_is_text)
{
    const std::string hostile = "<script>alert(1)</script>\"'&\x01";
    auto s = statistics();
    s.os_versions = {{hostile, 1}};
    s.refusals = {{hostile, 1}};
    ledger::Entry entry;
    entry.reservation.user = hostile;
    entry.reservation.device_id = hostile;
    entry.reservation.serial = hostile;
    s.next_to_end = {entry};
    const auto page = report_page(s, hostile);
    BOOST_TEST(!holds(page, "<script"));
    BOOST_TEST(!holds(page, "\x01"));
    BOOST_TEST(holds(page, "&lt;script&gt;"));
}

BOOST_AUTO_TEST_CASE(the_page_fetches_nothing)
{
    const auto page = report_page(statistics(), "Example");
    for (const char* fetched : {"src=", "href=", "url(", "@import", "http:", "https:"})
        BOOST_TEST(!holds(page, fetched), fetched);
    BOOST_TEST(holds(page, "default-src 'none'"));
}

BOOST_AUTO_TEST_CASE(a_bar_is_as_long_as_its_number_and_has_words)
{
    const Plot plot{"p", "Plot", {"enrollments", "renewals"}, {{"2026-11-25", {3, 1}}}};
    const auto svg = standing_bars(plot).text();
    BOOST_TEST(holds(svg, "<title>2026-11-25: enrollments 3, renewals 1</title>"));
    BOOST_TEST(holds(svg, R"(class="part0")"));
    BOOST_TEST(holds(svg, R"(height="135.0")"));
    BOOST_TEST(holds(svg, R"(height="45.0")"));
    BOOST_TEST(holds(table_of(plot, "day").text(), R"(<th scope="row">2026-11-25</th>)"));
}

BOOST_AUTO_TEST_CASE(more_names_than_fit_are_one_bar)
{
    auto s = statistics();
    for (int i = 0; i < 20; ++i)
        s.os_versions.emplace_back("10.0." + std::to_string(i), 1);
    const auto page = report_page(s, "");
    BOOST_TEST(holds(page, "all others: devices 8"));
    BOOST_TEST(!holds(page, "10.0.12"));
}

BOOST_AUTO_TEST_SUITE_END()
