#include "old_ledger_fixture.h"

#include "ledger/submissions.h"

using namespace mdm;
using namespace mdm::ledger;

namespace {

Submission request(const std::string& key, long long number = 100,
                   const std::string& user = "alice@example.com")
{
    return {.number = number,
            .request_key = key,
            .trace_id = "trace-" + key,
            .client = "wstep",
            .user = user,
            .device_id = "",
            .profile = "default",
            .subject = "CN=alice",
            .names = "upn:a@b",
            .key_thumbprint = "K" + key,
            .content = "C",
            .asked_at = at(0),
            .record = "{}"};
}

Room room(std::size_t own = 5, std::size_t all = 10, int since = -1000)
{
    return {.per_user = own, .all = all, .since = at(since)};
}

long long submitted(Ledger& ledger, const Submission& fresh, const Room& limits = room())
{
    const auto row = Submissions(ledger).submit(fresh, limits);
    BOOST_REQUIRE_MESSAGE(row.has_value(), message_of(row));
    return *row ? (*row)->number : 0;
}

Decision decision(Stage stage, int second = 10)
{
    return {.stage = stage, .by = "ann", .reason = "", .at = at(second)};
}

Stage decided(Ledger& ledger, long long number, const Decision& what)
{
    return Submissions(ledger).decide(number, what).value().value().stage;
}

std::size_t count(Ledger& ledger, const SubmissionFilter& filter = {})
{
    std::size_t rows = 0;
    BOOST_REQUIRE(Submissions(ledger)
                      .list(filter,
                            [&](const Submission&) {
                                ++rows;
                                return true;
                            })
                      .has_value());
    return rows;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(submission_test, Folder)

BOOST_AUTO_TEST_CASE(the_same_request_is_one_row_and_keeps_its_number)
{
    auto ledger = open();
    BOOST_TEST(submitted(ledger, request("a")) == 100);
    BOOST_TEST(submitted(ledger, request("a", 7)) == 100);
    BOOST_TEST(submitted(ledger, request("b")) == 101); // 100 is taken
    BOOST_TEST(submitted(ledger, request("c", 0x7FFFFFFF)) == 0x7FFFFFFF);
    BOOST_TEST(submitted(ledger, request("d", 0x7FFFFFFF)) == 1);
    BOOST_TEST(count(ledger) == 4);
    const auto row = Submissions(ledger).find(100).value().value();
    BOOST_TEST(row.user == "alice@example.com");
    BOOST_TEST(row.names == "upn:a@b");
    BOOST_TEST((row.asked_at == at(0)));
    BOOST_TEST(row.record == "{}");
    BOOST_TEST((row.stage == Stage::waiting));
}

BOOST_AUTO_TEST_CASE(so_many_wait_and_no_more)
{
    auto ledger = open();
    BOOST_TEST(submitted(ledger, request("a", 1), room(2, 3)) == 1);
    BOOST_TEST(submitted(ledger, request("b", 2), room(2, 3)) == 2);
    BOOST_TEST(submitted(ledger, request("c", 3, "ALICE@example.com"), room(2, 3)) == 0);
    BOOST_TEST(submitted(ledger, request("a", 9), room(2, 3)) == 1); // not one more
    BOOST_TEST(submitted(ledger, request("d", 4, "bob"), room(2, 3)) == 4);
    BOOST_TEST(submitted(ledger, request("e", 5, "carol"), room(2, 3)) == 0);
    decided(ledger, 1, decision(Stage::denied));
    BOOST_TEST(submitted(ledger, request("c", 3), room(2, 3)) == 3);
    BOOST_TEST(submitted(ledger, request("f", 6, "dan"), room(2, 3, 1)) == 6); // all are too old
}

BOOST_AUTO_TEST_CASE(an_approval_is_for_one_key)
{
    auto ledger = open();
    Submissions submissions(ledger);
    submitted(ledger, request("a"));
    BOOST_TEST(!submissions.use(100, "K1").value());
    BOOST_TEST((decided(ledger, 100, decision(Stage::approved)) == Stage::approved));
    BOOST_TEST(submissions.use(100, "K1").value());
    BOOST_TEST(submissions.use(100, "K1").value());
    BOOST_TEST(!submissions.use(100, "K2").value());
    BOOST_REQUIRE(submissions.settle(100, "0A").has_value());
    const auto row = submissions.find(100).value().value();
    BOOST_TEST((row.stage == Stage::issued));
    BOOST_TEST(row.serial == "0A");
    BOOST_TEST(row.decided_by == "ann");
    BOOST_TEST((decided(ledger, 100, decision(Stage::denied)) == Stage::issued));
    BOOST_TEST(!submissions.use(101, "K1").value());
}

BOOST_AUTO_TEST_CASE(a_decision_can_be_changed_until_it_is_used)
{
    auto ledger = open();
    submitted(ledger, request("a"));
    BOOST_TEST((decided(ledger, 100, decision(Stage::denied)) == Stage::denied));
    BOOST_TEST(submitted(ledger, request("a")) == 100);
    BOOST_TEST((decided(ledger, 100, decision(Stage::approved)) == Stage::approved));
    BOOST_TEST(!Submissions(ledger).decide(5, decision(Stage::approved)).value());
}

BOOST_AUTO_TEST_CASE(what_waited_too_long_gives_its_key_up)
{
    auto ledger = open();
    submitted(ledger, request("a"));
    BOOST_TEST(submitted(ledger, request("a", 7), room(5, 10, 0)) == 100);
    BOOST_TEST(submitted(ledger, request("a", 7), room(5, 10, 1)) == 7);
    decided(ledger, 7, decision(Stage::approved, 10));
    BOOST_TEST(submitted(ledger, request("a", 8), room(5, 10, 10)) == 7);
    BOOST_TEST(submitted(ledger, request("a", 8), room(5, 10, 11)) == 8);
    decided(ledger, 8, decision(Stage::approved, 20));
    BOOST_REQUIRE(Submissions(ledger).use(8, "Kother").value());
    BOOST_TEST(submitted(ledger, request("a", 9)) == 9); // the approval was used for another key
    BOOST_TEST(count(ledger) == 4);
}

BOOST_AUTO_TEST_CASE(is_listed_and_forgotten)
{
    auto ledger = open();
    submitted(ledger, request("a", 1));
    submitted(ledger, request("b", 2, "bob"));
    decided(ledger, 2, decision(Stage::denied, 50));
    BOOST_TEST(count(ledger, {.user = "bob"}) == 1);
    BOOST_TEST(count(ledger, {.stage = Stage::waiting}) == 1);
    BOOST_TEST(count(ledger, {.trace_id = "trace-a"}) == 1);
    BOOST_TEST(count(ledger, {.since = at(1)}) == 0);
    Submissions submissions(ledger);
    BOOST_TEST(submissions.forget(at(20), Run::dry).value() == 1);
    BOOST_TEST(count(ledger) == 2);
    BOOST_TEST(submissions.forget(at(20), Run::real).value() == 1);
    BOOST_TEST(!submissions.find(1).value());
    BOOST_TEST(submissions.forget(at(51), Run::real).value() == 1);
}

BOOST_AUTO_TEST_CASE(a_ledger_of_version_5_has_none_until_it_gets_the_table)
{
    {
        auto ledger = open();
        BOOST_REQUIRE(reserve_one(ledger, reservation("old", "01")).has_value());
        turn_back(*this, 5);
    }
    {
        auto old = Ledger::open_to_read(path).value();
        BOOST_TEST(count(old) == 0);
        BOOST_TEST(!Submissions(old).find(1).value());
        BOOST_TEST(Submissions(old).forget(at(99), Run::dry).value() == 0);
    }
    auto ledger = open();
    BOOST_TEST(submitted(ledger, request("a")) == 100);
    BOOST_TEST(all(ledger).size() == 1U);
}

BOOST_AUTO_TEST_CASE(words)
{
    BOOST_TEST((stage_from("approved").value() == Stage::approved));
    BOOST_TEST(stage_from("x").error().message ==
               "'x' is none of waiting, approved, denied and issued");
    BOOST_TEST(request_id_from("2147483647").value() == 2147483647);
    for (const char* wrong : {"", "0", "-1", "2147483648", "1x", " 1"})
        BOOST_TEST(request_id_from(wrong).error().message ==
                   "'" + std::string(wrong) + "' is no RequestID");
}

BOOST_AUTO_TEST_SUITE_END()
