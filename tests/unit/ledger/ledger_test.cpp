#include "ledger/ledger.h"

#include "ledger_fixture.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

using namespace mdm;
using namespace mdm::ledger;

namespace {

/// What another program may do to the ledger.
void execute(const Folder& folder, const std::string& statement)
{
    soci::session sql(soci::sqlite3, folder.path);
    sql << statement;
}

long long number(const Folder& folder, const std::string& query)
{
    soci::session sql(soci::sqlite3, folder.path);
    long long value = 0;
    sql << query, soci::into(value);
    return value;
}

void equal(const Reservation& a, const Reservation& b)
{
    BOOST_TEST(a.request_key == b.request_key);
    BOOST_TEST(a.serial == b.serial);
    BOOST_TEST(a.trace_id == b.trace_id);
    BOOST_TEST(a.kind == b.kind);
    BOOST_TEST(a.user == b.user);
    BOOST_TEST(a.device_id == b.device_id);
    BOOST_TEST(a.profile == b.profile);
    BOOST_TEST(a.subject == b.subject);
    BOOST_TEST(a.key_thumbprint == b.key_thumbprint);
    BOOST_TEST((a.not_before == b.not_before));
    BOOST_TEST((a.not_after == b.not_after));
    BOOST_TEST((a.reserved_at == b.reserved_at));
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(ledger_test, Folder)

BOOST_AUTO_TEST_CASE(holds_what_was_reserved)
{
    const auto wanted = reservation("key", "01");
    {
        auto ledger = open();
        const auto entry = reserve_one(ledger, wanted).value();
        equal(entry.reservation, wanted);
        BOOST_TEST((entry.state == State::reserved));
        BOOST_TEST(entry.certificate.empty());
        BOOST_TEST(entry.thumbprint.empty());
    }
    auto ledger = open();
    const auto found = ledger.find_serial("01").value();
    BOOST_REQUIRE(found.has_value());
    equal(found->reservation, wanted);
    BOOST_TEST((found->state == State::reserved));
    BOOST_TEST(found->certificate.empty());
}

BOOST_AUTO_TEST_CASE(holds_what_was_stored)
{
    const auto wanted = reservation("key", "01");
    {
        auto ledger = open();
        BOOST_REQUIRE(reserve_one(ledger, wanted).has_value());
        const auto entry = store_one(ledger, certificate("01", "DER")).value();
        equal(entry.reservation, wanted);
        BOOST_TEST((entry.state == State::issued));
        BOOST_TEST(content(entry) == "DER");
        BOOST_TEST(entry.thumbprint == "F00D01");
        BOOST_TEST((entry.issued_at == at(1)));
    }
    auto ledger = open();
    const auto found = ledger.find_serial("01").value();
    BOOST_REQUIRE(found.has_value());
    equal(found->reservation, wanted);
    BOOST_TEST((found->state == State::issued));
    BOOST_TEST(content(*found) == "DER");
    BOOST_TEST(found->thumbprint == "F00D01");
    BOOST_TEST((found->issued_at == at(1)));
}

BOOST_AUTO_TEST_CASE(times_are_whole_seconds_at_once_and_later)
{
    auto ledger = open();
    auto wanted = reservation("key", "01");
    wanted.reserved_at += std::chrono::milliseconds(999);
    const auto entry = reserve_one(ledger, wanted).value();
    BOOST_TEST((entry.reservation.reserved_at == at(0)));
    BOOST_TEST((ledger.find_serial("01").value()->reservation.reserved_at == at(0)));
}

BOOST_AUTO_TEST_CASE(the_same_request_gets_the_same_row)
{
    auto ledger = open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("key", "01")).has_value());
    auto again = reserve_one(ledger, reservation("key", "02")).value();
    BOOST_TEST(again.reservation.serial == "01");
    BOOST_TEST((again.state == State::reserved));

    BOOST_REQUIRE(store_one(ledger, certificate("01", "DER")).has_value());
    again = reserve_one(ledger, reservation("key", "03")).value();
    BOOST_TEST(again.reservation.serial == "01");
    BOOST_TEST((again.state == State::issued));
    BOOST_TEST(content(again) == "DER");
    BOOST_TEST(all(ledger).size() == 1);
}

BOOST_AUTO_TEST_CASE(equal_keys_in_one_call_get_one_row)
{
    auto ledger = open();
    const std::vector<Reservation> wanted = {reservation("a", "01"), reservation("b", "02"),
                                             reservation("a", "03")};
    const auto entries = ledger.reserve(wanted).value();
    BOOST_REQUIRE(entries.size() == 3);
    BOOST_TEST(entries[0]->reservation.serial == "01");
    BOOST_TEST(entries[1]->reservation.serial == "02");
    BOOST_TEST(entries[2]->reservation.serial == "01");
    BOOST_TEST(all(ledger).size() == 2);
}

BOOST_AUTO_TEST_CASE(requests_without_a_key_are_never_the_same)
{
    auto ledger = open();
    BOOST_TEST(reserve_one(ledger, reservation("", "01")).value().reservation.serial == "01");
    BOOST_TEST(reserve_one(ledger, reservation("", "02")).value().reservation.serial == "02");
    BOOST_TEST(all(ledger)[1].reservation.request_key == "");
}

BOOST_AUTO_TEST_CASE(a_row_past_its_end_gives_its_key_up)
{
    auto ledger = open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("key", "01")).has_value());
    BOOST_REQUIRE(store_one(ledger, certificate("01", "DER")).has_value());
    auto later = reservation("key", "02");
    later.reserved_at = at(1000);
    BOOST_TEST(reserve_one(ledger, later).value().reservation.serial == "01");
    later.reserved_at = at(1001);
    later.not_after = at(2000);
    const auto entry = reserve_one(ledger, later).value();
    BOOST_TEST(entry.reservation.serial == "02");
    BOOST_TEST((entry.state == State::reserved));
    BOOST_TEST(ledger.find_serial("01").value()->reservation.request_key == "");
    BOOST_TEST(content(*ledger.find_serial("01").value()) == "DER");
    BOOST_TEST(ledger.find_serial("02").value()->reservation.request_key == "key");
}

BOOST_AUTO_TEST_CASE(a_revoked_row_keeps_its_key_past_its_end)
{
    auto ledger = open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("key", "01")).has_value());
    execute(*this, "UPDATE certificate SET state = 'revoked'");
    auto later = reservation("key", "02");
    later.reserved_at = at(5000);
    const auto entry = reserve_one(ledger, later).value();
    BOOST_TEST(entry.reservation.serial == "01");
    BOOST_TEST((entry.state == State::revoked));
}

BOOST_AUTO_TEST_CASE(a_used_serial_is_refused_and_nothing_reserved)
{
    auto ledger = open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("a", "01")).has_value());
    const std::vector<Reservation> wanted = {reservation("b", "02"), reservation("c", "01")};
    const auto refused = ledger.reserve(wanted);
    BOOST_TEST(refused.error().message == "serial 01 is used already");
    BOOST_TEST((refused.error().code == Errc::refused));
    BOOST_TEST(all(ledger).size() == 1);
    BOOST_TEST(reserve_one(ledger, reservation("b", "02")).value().reservation.serial == "02");
}

BOOST_AUTO_TEST_CASE(a_used_serial_is_refused_where_an_old_row_would_give_its_key_up)
{
    auto ledger = open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("a", "01")).has_value());
    auto later = reservation("a", "01");
    later.reserved_at = at(5000);
    BOOST_TEST(reserve_one(ledger, later).error().message == "serial 01 is used already");
    BOOST_TEST(ledger.find_serial("01").value()->reservation.request_key == "a");
}

BOOST_AUTO_TEST_CASE(the_first_certificate_stored_is_what_all_get)
{
    auto first = open();
    auto second = open();
    BOOST_REQUIRE(reserve_one(first, reservation("key", "01")).has_value());
    BOOST_REQUIRE(reserve_one(second, reservation("key", "02")).has_value());
    BOOST_TEST(content(store_one(first, certificate("01", "one")).value()) == "one");
    auto other = certificate("01", "two");
    other.thumbprint = "other";
    const auto entry = store_one(second, other).value();
    BOOST_TEST(content(entry) == "one");
    BOOST_TEST(entry.thumbprint == "F00D01");
    equal(entry.reservation, reservation("key", "01"));
}

BOOST_AUTO_TEST_CASE(a_row_that_was_revoked_meanwhile_is_not_issued)
{
    auto ledger = open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("key", "01")).has_value());
    execute(*this, "UPDATE certificate SET state = 'revoked'");
    const auto entry = store_one(ledger, certificate("01", "DER")).value();
    BOOST_TEST((entry.state == State::revoked));
    BOOST_TEST(entry.certificate.empty());
}

BOOST_AUTO_TEST_CASE(a_certificate_whose_serial_was_never_reserved_stores_none)
{
    auto ledger = open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("key", "01")).has_value());
    const std::vector<Ledger::Signed> wanted = {certificate("01", "one"), certificate("02", "two")};
    const auto failed = ledger.store(wanted);
    BOOST_TEST(failed.error().message == path + ": serial 02 was never reserved");
    BOOST_TEST((failed.error().code == Errc::environment));
    BOOST_TEST((ledger.find_serial("01").value()->state == State::reserved));
    // What failed can be tried again, and yields the whole row.
    const auto entry = store_one(ledger, certificate("01", "one")).value();
    equal(entry.reservation, reservation("key", "01"));
    BOOST_TEST((entry.state == State::issued));
}

BOOST_AUTO_TEST_CASE(another_process_can_store_what_one_reserved)
{
    auto first = open();
    BOOST_REQUIRE(reserve_one(first, reservation("key", "01")).has_value());
    auto second = open();
    const auto entry = store_one(second, certificate("01", "DER")).value();
    equal(entry.reservation, reservation("key", "01"));
    BOOST_TEST((entry.state == State::issued));
    BOOST_TEST(content(entry) == "DER");
}

BOOST_AUTO_TEST_CASE(hostile_texts_come_back_as_they_went_in)
{
    auto ledger = open();
    auto wanted = reservation(std::string("key\0one", 7), "01");
    wanted.user = "x'); DROP TABLE certificate; --";
    wanted.device_id = std::string("a\0b\r\n\x1b[2J\xff", 9);
    wanted.subject = std::string(1 << 20, '"');
    wanted.profile = ":serial ? $1 %s";
    BOOST_REQUIRE(reserve_one(ledger, wanted).has_value());
    // A text is its whole length: these two differ after the NUL alone.
    auto other = reservation(std::string("key\0two", 7), "02");
    BOOST_TEST(reserve_one(ledger, other).value().reservation.serial == "02");
    equal(ledger.find_serial("01").value()->reservation, wanted);
    BOOST_TEST(all(ledger, {.user = wanted.user}).size() == 1);
    BOOST_TEST(all(ledger, {.device_id = wanted.device_id}).size() == 1);
    BOOST_TEST(all(ledger, {.device_id = "a"}).empty());
}

BOOST_AUTO_TEST_CASE(finds_by_serial_thumbprint_and_trace_id)
{
    auto ledger = open();
    const std::vector<Reservation> wanted = {reservation("a", "01"), reservation("b", "02")};
    BOOST_REQUIRE(ledger.reserve(wanted).has_value());
    BOOST_REQUIRE(store_one(ledger, certificate("02", "DER")).has_value());
    BOOST_TEST(ledger.find_serial("02").value()->thumbprint == "F00D02");
    BOOST_TEST(ledger.find_thumbprint("F00D02").value()->reservation.serial == "02");
    BOOST_TEST(ledger.find_trace("trace-02").value().at(0).reservation.serial == "02");
    BOOST_TEST(!ledger.find_serial("03").value().has_value());
    BOOST_TEST(!ledger.find_thumbprint("").value().has_value());
    BOOST_TEST(ledger.find_trace("trace").value().empty());
}

BOOST_AUTO_TEST_CASE(lists_what_the_filter_lets_through_oldest_first)
{
    auto ledger = open();
    std::vector<Reservation> wanted;
    // More than the walk takes at a time, many of one second, serials in no order.
    for (int i = 0; i < 1000; ++i) {
        wanted.push_back(reservation("key" + std::to_string(i), std::to_string(i * 7 % 1000)));
        wanted.back().reserved_at = at(10 - i / 300);
        wanted.back().user = i % 2 == 0 ? "even" : "odd";
        wanted.back().device_id = std::to_string(i % 10);
    }
    BOOST_REQUIRE(ledger.reserve(wanted).has_value());
    BOOST_REQUIRE(store_one(ledger, certificate("0", "DER")).has_value());

    const auto entries = all(ledger);
    BOOST_TEST(entries.size() == 1000);
    BOOST_TEST(std::is_sorted(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return a.reservation.reserved_at < b.reservation.reserved_at;
    }));
    BOOST_TEST(all(ledger, {.user = "even"}).size() == 500);
    BOOST_TEST(all(ledger, {.user = "odd", .device_id = "3"}).size() == 100);
    BOOST_TEST(all(ledger, {.state = State::issued}).size() == 1);
    BOOST_TEST(all(ledger, {.since = at(10)}).size() == 300);
    BOOST_TEST(all(ledger, {.since = at(8), .until = at(9)}).size() == 300);
    BOOST_TEST(all(ledger, {.since = at(9) + std::chrono::milliseconds(1)}).size() == 300);
    BOOST_TEST(all(ledger, {.until = at(9) + std::chrono::milliseconds(1)}).size() == 700);
}

BOOST_AUTO_TEST_CASE(a_walk_stops_when_told)
{
    auto ledger = open();
    for (const auto* serial : {"01", "02", "03"})
        BOOST_REQUIRE(reserve_one(ledger, reservation(serial, serial)).has_value());
    int seen = 0;
    BOOST_REQUIRE(ledger.list({}, [&](const Entry&) { return ++seen < 2; }).has_value());
    BOOST_TEST(seen == 2);
}

BOOST_AUTO_TEST_CASE(a_walk_that_stands_still_holds_no_writer_up)
{
    auto reader = open();
    auto writer = open();
    BOOST_REQUIRE(reserve_one(writer, reservation("a", "01")).has_value());
    const auto done = reader.list({}, [&](const Entry&) {
        return reserve_one(writer, reservation("b", "02")).has_value() &&
               store_one(reader, certificate("01", "DER")).has_value();
    });
    BOOST_REQUIRE(done.has_value());
    BOOST_TEST((writer.find_serial("01").value()->state == State::issued));
}

BOOST_AUTO_TEST_CASE(a_reader_waits_for_no_writer)
{
    auto ledger = open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("a", "01")).has_value());
    soci::session writer(soci::sqlite3, path);
    writer << "BEGIN IMMEDIATE";
    writer << "UPDATE certificate SET state = 'revoked'";
    auto reader = Ledger::open_to_read(path);
    BOOST_REQUIRE(reader.has_value());
    BOOST_TEST((all(*reader).at(0).state == State::reserved));
    writer << "COMMIT";
    BOOST_TEST((all(*reader).at(0).state == State::revoked));
}

BOOST_AUTO_TEST_CASE(a_damaged_row_is_an_error_that_names_it)
{
    auto ledger = open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("key", "01")).has_value());
    execute(*this, "UPDATE certificate SET state = 'lost'");
    const auto found = ledger.find_serial("01");
    BOOST_TEST(found.error().message ==
               path + ": cannot use the ledger: the row of serial 01 is damaged");
    BOOST_TEST((found.error().code == Errc::environment));
}

BOOST_AUTO_TEST_CASE(a_large_ledger_uses_its_indexes)
{
    auto ledger = open();
    soci::session sql(soci::sqlite3, path);
    const auto plan = [&](const std::string& query) {
        std::string text;
        std::string line;
        int ignored = 0;
        soci::statement statement =
            (sql.prepare << "EXPLAIN QUERY PLAN " + query, soci::into(ignored), soci::into(ignored),
             soci::into(ignored), soci::into(line));
        for (bool row = statement.execute(true); row; row = statement.fetch())
            text += line + ";";
        return text;
    };
    const std::string search = "SEARCH certificate USING INDEX ";
    BOOST_TEST(plan("SELECT * FROM certificate WHERE serial = 'a'") ==
               search + "sqlite_autoindex_certificate_1 (serial=?);");
    BOOST_TEST(plan("SELECT * FROM certificate WHERE LOWER(user_name) = LOWER('a') AND "
                    "request_key = 'a'") ==
               search + "certificate_request (<expr>=? AND request_key=?);");
    BOOST_TEST(plan("SELECT device_id FROM certificate WHERE LOWER(user_name) = LOWER('a')") ==
               search + "certificate_request (<expr>=?);");
    BOOST_TEST(plan("SELECT * FROM certificate WHERE reserved_at >= 1 AND (reserved_at > 1 OR "
                    "serial > 'a') ORDER BY reserved_at, serial LIMIT 9") ==
               search + "certificate_walk (reserved_at>?);");
    for (const std::string column : {"trace_id", "thumbprint"})
        BOOST_TEST(plan("SELECT serial FROM certificate WHERE " + column +
                        " = 'a' ORDER BY reserved_at, serial") ==
                   "SCAN certificate USING COVERING INDEX certificate_walk;");
}

BOOST_AUTO_TEST_CASE(every_table_and_time_is_what_other_engines_know)
{
    auto ledger = open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("key", "01")).has_value());
    BOOST_REQUIRE(store_one(ledger, certificate("01", "DER")).has_value());
    BOOST_TEST(number(*this, "SELECT reserved_at FROM certificate") == 1'790'000'000);
    BOOST_TEST(number(*this, "SELECT COUNT(*) FROM certificate WHERE certificate = 'REVS'") == 1);
    BOOST_TEST(number(*this, "SELECT version FROM ledger_version") == 7);
    BOOST_TEST(number(*this, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'") == 8);
}

BOOST_AUTO_TEST_SUITE_END()
