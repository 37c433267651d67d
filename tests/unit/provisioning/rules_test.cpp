#include "provisioning/rules.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::provisioning;

namespace {

std::string poll_complaint(const Poll& poll)
{
    const auto checked = check_poll(poll);
    return checked ? "" : checked.error().message;
}

std::string renew_complaint(int period, int retry, const std::string& url = "")
{
    const auto checked = check_renew({std::chrono::days(period), std::chrono::days(retry), url});
    return checked ? "" : checked.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(rules_test)

BOOST_AUTO_TEST_CASE(schedules_that_end_well_pass)
{
    BOOST_TEST(poll_complaint({5, 15, 10, 60, 0, 1440}) == "");
    BOOST_TEST(poll_complaint({}) == "");
    BOOST_TEST(poll_complaint({8, 15, 0, 60, 0, 0}) == "");
    BOOST_TEST(poll_complaint({8, 15, 0, 60, 3, 1560}) == "");
}

BOOST_AUTO_TEST_CASE(refuses_schedules_that_nobody_means)
{
    BOOST_TEST(poll_complaint({0, 0, 0, 0, 0, 0}) ==
               "Poll/NumberOfFirstRetries and the five parms after it are all 0");
    BOOST_TEST(poll_complaint({0, 15, 0, 60, 0, 1440}) ==
               "Poll/NumberOfFirstRetries and the two other counts are all 0");
    BOOST_TEST(poll_complaint({0, 15, 10, 60, 0, 1440}) ==
               "Poll/NumberOfFirstRetries must not be 0: the device would never end its first "
               "tries");
    BOOST_TEST(poll_complaint({5, 15, 10, 60, 0, 1439}) ==
               "Poll/IntervalForRemainingScheduledRetries must not be less than 1440 minutes");
    BOOST_TEST(
        poll_complaint({5, 15, 0, 60, 0, 1440}) ==
        "Poll/NumberOfSecondRetries and NumberOfRemainingScheduledRetries are both 0 with an "
        "interval: two schedules without end");
    BOOST_TEST(check_poll({0, 0, 0, 0, 0, 0}).error().spec == "MS-MDE2 2.2.9.3");
}

BOOST_AUTO_TEST_CASE(the_second_interval_exceeds_the_first)
{
    BOOST_TEST(check_poll_order({8, 15, 5, 16, 0, 0}).has_value());
    BOOST_TEST(check_poll_order({8, 15, 0, 0, 0, 0}).has_value());
    BOOST_TEST(check_poll_order({8, 15, 5, 15, 0, 0}).error().message ==
               "Poll/IntervalForSecondSetOfRetries should exceed IntervalForFirstSetOfRetries");
}

BOOST_AUTO_TEST_CASE(reads_a_schedule_over_the_one_that_was)
{
    const std::vector<Node> nodes{{"Poll/NumberOfFirstRetries", std::int64_t{7}},
                                  {"Poll/IntervalForRemainingScheduledRetries", std::int64_t{2000}},
                                  {"Poll/PollOnLogin", true},
                                  {"UPN", "x"}};
    BOOST_TEST((poll_from(nodes, {5, 15, 10, 60, 0, 1440}) == Poll{7, 15, 10, 60, 0, 2000}));
}

BOOST_AUTO_TEST_CASE(renewal_is_bounded)
{
    BOOST_TEST(renew_complaint(42, 7) == "");
    BOOST_TEST(renew_complaint(7, 7, "https://a/x") == "");
    BOOST_TEST(renew_complaint(0, 7) == "RenewPeriod must be 1 to 1000 days");
    BOOST_TEST(renew_complaint(1001, 7) == "RenewPeriod must be 1 to 1000 days");
    BOOST_TEST(renew_complaint(42, 0) == "RetryInterval must be 1 to 1000 days");
    BOOST_TEST(renew_complaint(6, 7) == "RetryInterval must not be longer than RenewPeriod");
    BOOST_TEST(renew_complaint(42, 7, "http://a/x") ==
               "ServerURL 'http://a/x' is not an https URL");
}

BOOST_AUTO_TEST_CASE(a_provider_id_needs_no_escaping)
{
    BOOST_TEST(check_id("Example-MDM_1.2~").has_value());
    BOOST_TEST(check_id("").error().message ==
               "the provider id '' must be letters, digits, '-', '.', '_' and '~'");
    BOOST_TEST(check_id("Example MDM").error().message ==
               "the provider id 'Example MDM' must be letters, digits, '-', '.', '_' and '~'");
    BOOST_TEST(!check_id("a/b"));
    BOOST_TEST(!check_id("M\xC3\xBCller"));
}

BOOST_AUTO_TEST_CASE(an_address_is_https)
{
    BOOST_TEST(check_https("ADDR", "HTTPS://host:8443/dm?x=1").has_value());
    for (const char* wrong : {"", "https://", "http://host/", "https:///dm", "https://a b/",
                              "https://a/\n", "mdm.example.test"})
        BOOST_TEST(!check_https("ADDR", wrong).has_value(), wrong);
    BOOST_TEST(check_https("ADDR", "ftp://x").error().message ==
               "ADDR 'ftp://x' is not an https URL");
}

BOOST_AUTO_TEST_SUITE_END()
