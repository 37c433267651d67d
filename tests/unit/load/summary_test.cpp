#include "load/summary.h"

#include "server_fixture.h"
#include "xml/document.h"

#include <boost/test/unit_test.hpp>

#include <nlohmann/json.hpp>

using namespace mdm;
using namespace mdm::load;

namespace {

bool holds(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// Three of four: one enrolled, one refused as it should be, one refused with a hostile text.
Summary summary()
{
    Summary all{.count = 4, .interrupted = true, .time = std::chrono::milliseconds(1500)};
    device::test::FakeServer server;
    device::Session session(device::test::plan(), device::test::surroundings(server));
    BOOST_REQUIRE(session.run());
    all.tally.add_times(session);
    all.tally.add({});
    all.tally.add({.outcome = Outcome::expected,
                   .step = "enroll",
                   .subcode = "MessageFormat",
                   .error_type = "MessageFormat",
                   .device_id = "A"});
    all.tally.add({.outcome = Outcome::refused,
                   .step = "policies",
                   .subcode = "Authorization",
                   .error_type = "DeviceCapReached",
                   .device_id = "B",
                   .message = "too\x1B[31m many\xff",
                   .trace_id = "trace-7"});
    return all;
}

} // namespace

BOOST_AUTO_TEST_SUITE(summary_test)

BOOST_AUTO_TEST_CASE(a_person_reads_outcomes_times_and_a_histogram)
{
    BOOST_TEST(to_text(summary(), device::Colours::no) ==
               "3 of 4 devices in 1.5 s, 2.0 a second\n"
               "         1  enrolled\n"
               "         1  refused as expected\n"
               "         1  refused\n"
               "         1  not begun\n"
               "\n"
               "what they ended with\n"
               "         1  refused as expected: enroll: MessageFormat\n"
               "         1  refused: policies: Authorization, DeviceCapReached\n"
               "            device B: too?[31m many?\n"
               "\n"
               "milliseconds    times       p50       p95       p99       max\n"
               "probe               1       1.0       1.0       1.0       1.0\n"
               "discover            1       1.0       1.0       1.0       1.0\n"
               "policies            1       1.0       1.0       1.0       1.0\n"
               "enroll              1       1.0       1.0       1.0       1.0\n"
               "enrollment          1       4.0       4.0       4.0       4.0\n"
               "\n"
               "enrollment, milliseconds\n"
               "        4 to       5         1  ########################################\n");
}

BOOST_AUTO_TEST_CASE(colours_are_there_when_they_are_wanted)
{
    BOOST_TEST(holds(to_text(summary(), device::Colours::yes), "\x1B[32menrolled\x1B[0m"));
    BOOST_TEST(holds(to_text(summary(), device::Colours::yes), "\x1B[31mrefused\x1B[0m"));
}

BOOST_AUTO_TEST_CASE(a_program_reads_the_same)
{
    const auto json = nlohmann::json::parse(to_json(summary()));
    BOOST_TEST(json["count"] == 4);
    BOOST_TEST(json["devices"] == 3);
    BOOST_TEST(json["good"] == false);
    BOOST_TEST(json["interrupted"] == true);
    BOOST_TEST(json["seconds"] == 1.5);
    BOOST_TEST(json["per_second"] == 2.0);
    BOOST_TEST(json["certificates"] == 1);
    BOOST_TEST(json["outcomes"].size() == outcomes);
    BOOST_TEST(json["outcomes"]["refused_as_expected"] == 1);
    BOOST_TEST(json["endings"][1]["error_type"] == "DeviceCapReached");
    BOOST_TEST(json["endings"][1]["first"]["trace_id"] == "trace-7");
    BOOST_TEST(json["milliseconds"]["enrollment"]["p95"] == 4.0);
    BOOST_TEST(json["milliseconds"]["enrollment"]["buckets"][0]["to"] == 5.0);
    BOOST_TEST(!json["milliseconds"].contains("sign_in"));
}

BOOST_AUTO_TEST_CASE(the_image_is_well_formed_and_has_a_panel_for_each_that_was_measured)
{
    const auto svg = to_svg(summary());
    BOOST_TEST(xml::parse(bytes_of(svg)).has_value());
    for (const char* name : {">probe<", ">discover<", ">policies<", ">enroll<", ">enrollment<"})
        BOOST_TEST(holds(svg, name), name);
    BOOST_TEST(!holds(svg, ">renew<"));
    BOOST_TEST(holds(svg, "<title>4 to 5 ms: 1</title>"));
    BOOST_TEST(!holds(svg, "nan"));
    BOOST_TEST(!holds(svg, "inf"));
}

BOOST_AUTO_TEST_CASE(nothing_measured_is_told_as_well)
{
    const Summary none{.count = 5};
    BOOST_TEST(holds(to_text(none, device::Colours::no), "0 of 5 devices in 0.0 s, 0.0 a second"));
    BOOST_TEST(nlohmann::json::parse(to_json(none))["milliseconds"].empty());
    BOOST_TEST(xml::parse(bytes_of(to_svg(none))).has_value());
    BOOST_TEST(status_line(none.tally).empty());
}

BOOST_AUTO_TEST_CASE(a_run_is_judged_by_what_became_of_its_devices)
{
    Summary run{.count = 2, .interrupted = true};
    run.tally.add({});
    BOOST_TEST((verdict(run).error().code == Errc::environment));
    BOOST_TEST(verdict(run).error().message ==
               "interrupted: 1 of 2 devices were not played to their end");
    Summary cut_off = run;
    cut_off.tally.add({.outcome = Outcome::cut_off, .step = "probe"});
    BOOST_TEST(verdict(cut_off).error().message == verdict(run).error().message);
    Summary bad = run;
    bad.tally.add({.outcome = Outcome::silent, .step = "probe"});
    BOOST_TEST((verdict(bad).error().code == Errc::refused));
    BOOST_TEST(verdict(bad).error().message == "1 of 2 devices did not end as they should");
    run.tally.add({}); // an interruption that came when all was done
    BOOST_TEST(verdict(run).has_value());
}

BOOST_AUTO_TEST_CASE(beside_the_bar_stand_percentiles_and_what_went_wrong)
{
    BOOST_TEST(status_line(summary().tally) == "p50 4 p95 4 p99 4 ms, 1 Authorization");
    Tally tally;
    tally.add({.outcome = Outcome::silent, .step = "probe"});
    BOOST_TEST(status_line(tally) == "1 no answer");
}

BOOST_AUTO_TEST_SUITE_END()
