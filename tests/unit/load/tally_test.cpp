#include "load/tally.h"

#include "server_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::load;

namespace {

Ending refusal(const std::string& subcode, const std::string& device)
{
    return {.outcome = Outcome::refused,
            .step = "enroll",
            .subcode = subcode,
            .device_id = device,
            .message = "no"};
}

} // namespace

BOOST_AUTO_TEST_SUITE(tally_test)

BOOST_AUTO_TEST_CASE(every_outcome_has_a_word_of_its_own)
{
    for (std::size_t i = 0; i < outcomes; ++i)
        for (std::size_t j = 0; j < i; ++j)
            BOOST_TEST(word_of(static_cast<Outcome>(i)) != word_of(static_cast<Outcome>(j)));
    BOOST_TEST(word_of(Outcome::cut_off) == "cut_off");
    BOOST_TEST((good(Outcome::expected) && !good(Outcome::accepted)));
}

BOOST_AUTO_TEST_CASE(those_that_end_alike_are_a_group_with_the_first_of_them)
{
    Tally tally;
    tally.add({});
    tally.add(refusal("Authorization", "A"));
    tally.add(refusal("Authentication", "B"));
    tally.add(refusal("Authentication", "C"));
    const auto groups = tally.groups();
    BOOST_REQUIRE(groups.size() == 2U);
    BOOST_TEST(groups[0].first.subcode == "Authentication");
    BOOST_TEST(groups[0].first.device_id == "B");
    BOOST_TEST(groups[0].count == 2U);
    BOOST_TEST(groups[1].count == 1U);
    BOOST_TEST(tally.devices() == 4U);
    BOOST_TEST(tally.count(Outcome::refused) == 3U);
    BOOST_TEST(tally.count(Outcome::enrolled) == 1U);
}

BOOST_AUTO_TEST_CASE(a_server_that_invents_words_does_not_fill_the_memory)
{
    Tally tally;
    for (int i = 0; i < 1000; ++i)
        tally.add(refusal(std::to_string(i), "A"));
    BOOST_TEST(tally.groups().size() == 64U);
    BOOST_TEST(tally.ungrouped() == 936U);
    BOOST_TEST(tally.count(Outcome::refused) == 1000U);
}

BOOST_AUTO_TEST_CASE(what_is_measured_is_the_time_of_the_requests)
{
    device::test::FakeServer server;
    // Each look at the watch is a millisecond later, and each step looks twice.
    device::Session session(device::test::plan(), device::test::surroundings(server));
    BOOST_REQUIRE(session.run());
    Tally tally;
    tally.add_times(session);
    for (const std::size_t step : {0U, 1U, 3U, 4U})
        BOOST_TEST(tally.times()[step].longest().count() == 1000);
    BOOST_TEST(tally.times()[2].count() == 0U); // nobody signed in
    BOOST_TEST(tally.times()[6].longest().count() == 4000);
    BOOST_TEST(tally.times()[7].count() == 0U);
    BOOST_TEST(tally.certificates() == 1U);
}

BOOST_AUTO_TEST_CASE(a_step_that_failed_is_not_measured)
{
    device::test::FakeServer server;
    server.spoil = [](std::string_view what, device::HttpAnswer& answer) {
        if (what == "policies")
            answer.status = 404;
    };
    device::Session session(device::test::plan(), device::test::surroundings(server));
    BOOST_REQUIRE(!session.run());
    Tally tally;
    tally.add_times(session);
    BOOST_TEST(tally.times()[1].count() == 1U);
    BOOST_TEST(tally.times()[3].count() == 0U);
    BOOST_TEST(tally.times()[6].count() == 0U);
    BOOST_TEST(tally.certificates() == 0U);
}

BOOST_AUTO_TEST_CASE(a_run_is_good_when_every_device_ended_as_it_should)
{
    Summary summary{.count = 3, .time = std::chrono::seconds(2)};
    summary.tally.add({});
    summary.tally.add({.outcome = Outcome::renewed});
    BOOST_TEST(!summary.good()); // one was not begun
    summary.tally.add({.outcome = Outcome::expected});
    BOOST_TEST(summary.good());
    BOOST_TEST(summary.rate() == 1.5);
    summary.count = 4;
    summary.tally.add({.outcome = Outcome::otherwise});
    BOOST_TEST(!summary.good());
}

BOOST_AUTO_TEST_SUITE_END()
