#include "old_ledger_fixture.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

using namespace mdm;
using namespace mdm::ledger;

namespace {

/// A request that spends a token, good for ten minutes.
Reservation with_token(const std::string& key, const std::string& serial,
                       const std::string& token = "T1")
{
    auto wanted = reservation(key, serial);
    wanted.token = SpentToken{token, at(600)};
    return wanted;
}

std::string serial_for(Ledger& ledger, const Reservation& wanted)
{
    const auto entry = reserve_one(ledger, wanted);
    return entry ? entry->reservation.serial : entry.error().message;
}

long long number(const Folder& folder, const std::string& what)
{
    long long result = 0;
    soci::session(soci::sqlite3, folder.path) << "SELECT " << what, soci::into(result);
    return result;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(token_test, Folder)

BOOST_AUTO_TEST_CASE(a_token_is_spent_on_one_request)
{
    auto ledger = open();
    BOOST_TEST(serial_for(ledger, with_token("a", "01")) == "01");
    BOOST_TEST(serial_for(ledger, with_token("b", "02")) == "the token was spent");
    BOOST_TEST(all(ledger).size() == 1U);
    BOOST_TEST(serial_for(ledger, with_token("b", "02", "T2")) == "02");
}

BOOST_AUTO_TEST_CASE(the_same_request_gets_the_same_row_by_it)
{
    auto ledger = open();
    BOOST_TEST(serial_for(ledger, with_token("a", "01")) == "01");
    BOOST_TEST(serial_for(ledger, with_token("a", "02")) == "01");
    BOOST_REQUIRE(store_one(ledger, certificate("01", "DER")).has_value());
    BOOST_TEST(content(reserve_one(ledger, with_token("a", "03")).value()) == "DER");
    BOOST_TEST(serial_for(ledger, with_token("b", "04")) == "the token was spent");
}

BOOST_AUTO_TEST_CASE(another_token_for_a_request_that_was_answered_is_spent_too)
{
    auto ledger = open();
    BOOST_TEST(serial_for(ledger, with_token("a", "01")) == "01");
    BOOST_TEST(serial_for(ledger, with_token("a", "02", "T2")) == "01");
    BOOST_TEST(serial_for(ledger, with_token("b", "03", "T2")) == "the token was spent");
}

BOOST_AUTO_TEST_CASE(one_of_two_requests_in_one_call_gets_it)
{
    auto ledger = open();
    const std::vector<Reservation> wanted = {with_token("a", "01"), with_token("b", "02"),
                                             reservation("c", "03"), with_token("a", "04")};
    const auto entries = ledger.reserve(wanted).value();
    BOOST_TEST(entries[0]->reservation.serial == "01");
    BOOST_TEST(!entries[1].has_value());
    BOOST_TEST(entries[2]->reservation.serial == "03");
    BOOST_TEST(entries[3]->reservation.serial == "01");
}

BOOST_AUTO_TEST_CASE(a_call_that_fails_spends_nothing)
{
    auto ledger = open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("x", "07")).has_value());
    BOOST_TEST(serial_for(ledger, with_token("a", "07")) == "serial 07 is used already");
    BOOST_TEST(serial_for(ledger, with_token("b", "02")) == "02");
}

BOOST_AUTO_TEST_CASE(requests_without_a_key_are_never_the_same)
{
    auto ledger = open();
    BOOST_TEST(serial_for(ledger, with_token("", "01")) == "01");
    BOOST_TEST(serial_for(ledger, with_token("", "02")) == "the token was spent");
}

BOOST_AUTO_TEST_CASE(what_was_spent_is_forgotten_a_day_after_it_expired)
{
    auto ledger = open();
    for (int i = 0; i < 20; ++i) {
        auto wanted = with_token(std::to_string(i), "0" + std::to_string(i), std::to_string(i));
        BOOST_REQUIRE(reserve_one(ledger, wanted).has_value());
    }
    auto later = with_token("later", "30", "T-later");
    later.reserved_at = at(600) + spent_tokens_kept;
    later.token->good_until = later.reserved_at;
    BOOST_REQUIRE(reserve_one(ledger, later).has_value());
    BOOST_TEST(number(*this, "COUNT(*) FROM spent_token") == 21);
    auto last = with_token("last", "31", "T-last");
    last.reserved_at = later.reserved_at + std::chrono::seconds{1};
    last.token->good_until = last.reserved_at;
    BOOST_REQUIRE(reserve_one(ledger, last).has_value());
    BOOST_TEST(number(*this, "COUNT(*) FROM spent_token") == 2);
}

BOOST_AUTO_TEST_CASE(of_many_processes_at_once_one_gets_a_certificate)
{
    constexpr int processes = 64;
    BOOST_REQUIRE(Ledger::open(path).has_value());
    std::vector<pid_t> children;
    for (int p = 0; p < processes; ++p)
        children.push_back(child([&, p] {
            auto ledger = Ledger::open(path);
            if (!ledger)
                return 2;
            const std::string name = std::to_string(p);
            const auto entry = reserve_one(*ledger, with_token(name, name));
            if (!entry)
                return entry.error().message == "the token was spent" ? 1 : 2;
            return store_one(*ledger, certificate(name, "DER")) ? 0 : 2;
        }));
    int issued = 0;
    int refused = 0;
    for (const pid_t pid : children) {
        const int status = end_of(pid);
        issued += status == 0 ? 1 : 0;
        refused += status == 1 ? 1 : 0;
    }
    BOOST_TEST(issued == 1);
    BOOST_TEST(refused == processes - 1);
    auto ledger = open();
    BOOST_TEST(all(ledger).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_process_that_dies_leaves_the_token_to_its_request)
{
    const pid_t dies = child([&] {
        auto ledger = Ledger::open(path);
        if (ledger && reserve_one(*ledger, with_token("a", "01")))
            ::kill(::getpid(), SIGKILL);
        return 1;
    });
    BOOST_TEST(end_of(dies) == -SIGKILL);
    auto ledger = open();
    BOOST_TEST(serial_for(ledger, with_token("b", "02")) == "the token was spent");
    BOOST_TEST(serial_for(ledger, with_token("a", "03")) == "01");
}

BOOST_AUTO_TEST_CASE(a_ledger_of_version_1_gets_the_table_and_keeps_its_rows)
{
    {
        auto ledger = open();
        BOOST_REQUIRE(reserve_one(ledger, reservation("old", "01")).has_value());
        turn_back(*this, 1);
    }
    BOOST_REQUIRE(Ledger::open_to_read(path).has_value());
    BOOST_TEST(number(*this, "MAX(version) FROM ledger_version") == 1);
    auto ledger = open();
    BOOST_TEST(number(*this, "MAX(version) FROM ledger_version") == 7);
    BOOST_TEST(serial_for(ledger, with_token("a", "02")) == "02");
    BOOST_TEST(serial_for(ledger, with_token("b", "03")) == "the token was spent");
    BOOST_TEST(all(ledger).size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
