#include "old_ledger_fixture.h"

using namespace mdm;
using namespace mdm::ledger;

namespace {

Reservation for_device(const std::string& device, const std::string& serial,
                       std::int64_t second = 0)
{
    auto wanted = reservation("key of " + serial, serial);
    wanted.device_id = device;
    wanted.key_thumbprint = "KEY" + serial;
    wanted.reserved_at = at(second);
    wanted.capped = true;
    return wanted;
}

constexpr std::size_t two = 2;

/// Whether a user with room for two devices got a row for this one.
bool gets(Ledger& ledger, const Reservation& wanted)
{
    const auto rows = ledger.reserve({&wanted, 1}, {}, [&](std::size_t devices, const auto& asked) {
        BOOST_TEST(asked.serial == wanted.serial);
        return devices < two;
    });
    BOOST_REQUIRE_MESSAGE(rows.has_value(), message_of(rows));
    return rows->front().has_value();
}

void issue(Ledger& ledger, const std::string& serial)
{
    BOOST_REQUIRE(store_one(ledger, certificate(serial, "DER")).has_value());
}

void run(const Folder& folder, const std::string& statement)
{
    soci::session(soci::sqlite3, folder.path) << statement;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(cap_test, Folder)

BOOST_AUTO_TEST_CASE(counts_the_devices_of_a_user)
{
    auto ledger = open();
    BOOST_TEST(gets(ledger, for_device("a", "01")));
    BOOST_TEST(gets(ledger, for_device("b", "02")));
    BOOST_TEST(!gets(ledger, for_device("c", "03")));
    auto other = for_device("c", "04");
    other.user = "ALICE@example.com";
    BOOST_TEST(!gets(ledger, other));
    other.user = "bob@example.com";
    BOOST_TEST(gets(ledger, other));
    BOOST_TEST(all(ledger).size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_device_that_the_user_has_is_none_more)
{
    auto ledger = open();
    for (const char* serial : {"01", "02", "03", "04"})
        BOOST_TEST(gets(ledger, for_device("a", serial)));
    BOOST_TEST(gets(ledger, for_device("b", "05")));
    BOOST_TEST(gets(ledger, for_device("b", "06")));
    BOOST_TEST(!gets(ledger, for_device("A", "07")));
}

BOOST_AUTO_TEST_CASE(the_same_request_again_is_none_more)
{
    auto ledger = open();
    BOOST_TEST(gets(ledger, for_device("a", "01")));
    BOOST_TEST(gets(ledger, for_device("b", "02")));
    issue(ledger, "02");
    BOOST_TEST(gets(ledger, for_device("b", "02", 10)));
    BOOST_TEST(all(ledger).size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_device_without_an_id_is_its_key)
{
    auto ledger = open();
    auto wanted = for_device("", "01");
    BOOST_TEST(gets(ledger, wanted));
    wanted.serial = "02";
    wanted.request_key = "another";
    BOOST_TEST(gets(ledger, wanted));
    BOOST_TEST(gets(ledger, for_device("", "03")));
    BOOST_TEST(!gets(ledger, for_device("", "04")));
}

BOOST_AUTO_TEST_CASE(what_is_revoked_or_ended_or_was_never_signed_does_not_count)
{
    auto ledger = open();
    BOOST_TEST(gets(ledger, for_device("a", "01")));
    BOOST_TEST(gets(ledger, for_device("b", "02")));
    issue(ledger, "01");
    issue(ledger, "02");
    BOOST_TEST(!gets(ledger, for_device("c", "03")));
    run(*this, "UPDATE certificate SET state = 'revoked' WHERE serial = '01'");
    BOOST_TEST(gets(ledger, for_device("c", "03")));
    // The one that stays reserved is forgotten after an hour, the other two after their end.
    BOOST_TEST(!gets(ledger, for_device("d", "04", 1000)));
    BOOST_TEST(gets(ledger, for_device("d", "04", 1001)));
    BOOST_TEST(!gets(ledger, for_device("e", "05", 3600)));
    BOOST_TEST(gets(ledger, for_device("e", "05", 3601)));
}

BOOST_AUTO_TEST_CASE(counts_within_one_call_too)
{
    auto ledger = open();
    const std::vector<Reservation> wanted = {for_device("a", "01"), for_device("b", "02"),
                                             for_device("c", "03"), for_device("a", "04")};
    const auto rows = ledger.reserve(
        wanted, {}, [](std::size_t devices, const Reservation&) { return devices < two; });
    BOOST_REQUIRE(rows.has_value());
    BOOST_TEST(((*rows)[0] && (*rows)[1] && !(*rows)[2] && (*rows)[3]));
}

BOOST_AUTO_TEST_CASE(who_is_refused_keeps_the_token)
{
    auto ledger = open();
    BOOST_TEST(gets(ledger, for_device("a", "01")));
    BOOST_TEST(gets(ledger, for_device("b", "02")));
    auto wanted = for_device("c", "03");
    wanted.token = SpentToken{"T", at(600)};
    BOOST_TEST(!gets(ledger, wanted));
    wanted = for_device("a", "04");
    wanted.token = SpentToken{"T", at(600)};
    BOOST_TEST(gets(ledger, wanted));
}

BOOST_AUTO_TEST_CASE(many_processes_do_not_pass_it)
{
    { // the tables
        auto ledger = open();
    }
    std::vector<pid_t> children;
    for (int i = 0; i < 32; ++i)
        children.push_back(child([&] {
            auto ledger = Ledger::open(path);
            if (!ledger)
                return 9;
            const auto wanted = for_device("d" + std::to_string(i), std::to_string(1000 + i));
            const auto rows = ledger->reserve(
                {&wanted, 1}, {}, [](std::size_t devices, const auto&) { return devices < two; });
            return !rows ? 9 : rows->front() ? 1 : 0;
        }));
    int got = 0;
    for (const pid_t pid : children)
        got += end_of(pid);
    BOOST_TEST(got == 2);
}

BOOST_AUTO_TEST_CASE(an_older_ledger_counts_and_knows_its_requests)
{
    for (const long long version : {4, 6}) {
        Folder old;
        { // a certificate of the old times
            auto ledger = old.open();
            BOOST_TEST(gets(ledger, for_device("a", "01")));
        }
        turn_back(old, version);
        BOOST_TEST(message_of(Ledger::open_to_read(old.path)->find_attempts("x")).empty());
        auto ledger = old.open();
        auto again = for_device("a", "01");
        again.serial = "0A";
        const auto rows = ledger.reserve({&again, 1});
        BOOST_REQUIRE_MESSAGE(rows.has_value(), message_of(rows));
        BOOST_TEST(rows->front()->reservation.serial == "01");
        BOOST_TEST(gets(ledger, for_device("b", "02")));
        BOOST_TEST(!gets(ledger, for_device("c", "03")));
        std::string index;
        soci::session(soci::sqlite3, old.path)
            << "SELECT name FROM sqlite_master WHERE sql LIKE '%(LOWER(user_name)%'",
            soci::into(index);
        BOOST_TEST(index == "certificate_request");
    }
}

BOOST_AUTO_TEST_SUITE_END()
