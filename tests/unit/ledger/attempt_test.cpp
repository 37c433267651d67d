#include "ledger_fixture.h"

using namespace mdm;
using namespace mdm::ledger;

namespace {

Attempt attempt(const std::string& trace_id, std::int64_t second = 0)
{
    return {.trace_id = trace_id,
            .at = at(second),
            .kind = "issue",
            .user = "alice@example.com",
            .device_id = "device-1",
            .outcome = "refused",
            .subcode = "Authorization",
            .error_type = "DeviceCapReached",
            .reason = "three devices are the limit",
            .serial = "",
            .rule = "three each"};
}

std::vector<std::string> traces(Ledger& ledger)
{
    std::vector<std::string> ids;
    for (const auto& found : all_attempts(ledger))
        ids.push_back(found.trace_id);
    return ids;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(attempt_test, Folder)

BOOST_AUTO_TEST_CASE(tells_why_a_device_was_refused)
{
    {
        auto ledger = open();
        const std::vector<Attempt> wanted = {attempt("a", 1), attempt("b", 2), attempt("a", 3)};
        BOOST_REQUIRE(ledger.record(wanted, 100).has_value());
    }
    auto ledger = open();
    const auto found = ledger.find_attempts("a").value();
    BOOST_REQUIRE(found.size() == 2);
    BOOST_TEST(found[0].trace_id == "a");
    BOOST_TEST((found[0].at == at(1)));
    BOOST_TEST((found[1].at == at(3)));
    BOOST_TEST(found[0].kind == "issue");
    BOOST_TEST(found[0].user == "alice@example.com");
    BOOST_TEST(found[0].device_id == "device-1");
    BOOST_TEST(found[0].outcome == "refused");
    BOOST_TEST(found[0].subcode == "Authorization");
    BOOST_TEST(found[0].error_type == "DeviceCapReached");
    BOOST_TEST(found[0].reason == "three devices are the limit");
    BOOST_TEST(found[0].serial == "");
    BOOST_TEST(found[0].rule == "three each");
    BOOST_TEST(ledger.find_attempts("c").value().empty());
}

BOOST_AUTO_TEST_CASE(keeps_the_newest)
{
    auto ledger = open();
    for (const auto* id : {"a", "b", "c", "d", "e"}) {
        const auto one = attempt(id);
        BOOST_REQUIRE(ledger.record({&one, 1}, 3).has_value());
    }
    BOOST_TEST(traces(ledger) == (std::vector<std::string>{"c", "d", "e"}),
               boost::test_tools::per_element());
    const std::vector<Attempt> many = {attempt("f"), attempt("g"), attempt("h"), attempt("i")};
    BOOST_REQUIRE(ledger.record(many, 2).has_value());
    BOOST_TEST(traces(ledger) == (std::vector<std::string>{"h", "i"}),
               boost::test_tools::per_element());
    BOOST_REQUIRE(ledger.record(many, 0).has_value());
    BOOST_TEST(traces(ledger).empty());
}

BOOST_AUTO_TEST_CASE(recording_nothing_removes_nothing)
{
    auto ledger = open();
    const auto one = attempt("a");
    BOOST_REQUIRE(ledger.record({&one, 1}, 3).has_value());
    BOOST_REQUIRE(ledger.record({}, 0).has_value());
    BOOST_TEST(traces(ledger).size() == 1);
}

BOOST_AUTO_TEST_CASE(lists_by_user_device_outcome_and_time)
{
    auto ledger = open();
    std::vector<Attempt> wanted;
    for (int i = 0; i < 600; ++i) {
        wanted.push_back(attempt("trace", i));
        wanted.back().user = i % 2 == 0 ? "even" : "odd";
        wanted.back().device_id = std::to_string(i % 5);
        wanted.back().outcome = i % 3 == 0 ? "issued" : "refused";
    }
    BOOST_REQUIRE(ledger.record(wanted, 10000).has_value());
    BOOST_TEST(all_attempts(ledger).size() == 600);
    BOOST_TEST(all_attempts(ledger, {.user = "odd"}).size() == 300);
    BOOST_TEST(all_attempts(ledger, {.device_id = "4"}).size() == 120);
    BOOST_TEST(all_attempts(ledger, {.outcome = "issued"}).size() == 200);
    BOOST_TEST(all_attempts(ledger, {.since = at(10), .until = at(20)}).size() == 10);
    int seen = 0;
    BOOST_REQUIRE(ledger.list_attempts({}, [&](const Attempt&) { return ++seen < 3; }).has_value());
    BOOST_TEST(seen == 3);
}

BOOST_AUTO_TEST_SUITE_END()
