#include "old_ledger_fixture.h"

using namespace mdm;
using namespace mdm::ledger;

namespace {

constexpr const char* authority = "A0";

/// Issues certificates that end at second 1000.
void issue(Ledger& ledger, std::initializer_list<std::string> serials)
{
    for (const std::string& serial : serials) {
        BOOST_REQUIRE(reserve_one(ledger, reservation("key-" + serial, serial)).has_value());
        BOOST_REQUIRE(store_one(ledger, certificate(serial, "DER of " + serial)).has_value());
    }
}

void revoke(Ledger& ledger, const std::string& serial, const std::string& reason, int second = 10)
{
    const auto done = ledger.revise({&serial, 1}, [&](const Entry&) {
        const State state = reason == removed_from_list ? State::issued : State::revoked;
        return std::optional(Ruling{state, {reason, at(second)}, authority});
    });
    BOOST_REQUIRE_MESSAGE(done.has_value(), message_of(done));
}

Result<RevocationList> begin(Ledger& ledger, int second, bool delta = false)
{
    return ledger.begin_list({.authority = authority,
                              .delta = delta,
                              .this_update = at(second),
                              .next_update = at(second + 100)});
}

/// "01 superseded, 02 keyCompromise".
std::string on(Ledger& ledger, const RevocationList& list)
{
    std::string text;
    const auto done = ledger.list_revocations(list, [&](const Listed& listed) {
        text += (text.empty() ? "" : ", ") + listed.serial + " " + listed.revocation.reason;
        return true;
    });
    BOOST_REQUIRE_MESSAGE(done.has_value(), message_of(done));
    return text;
}

/// What the next list has, which is written.
std::string written(Ledger& ledger, int second, bool delta = false)
{
    const auto list = begin(ledger, second, delta);
    BOOST_REQUIRE_MESSAGE(list.has_value(), message_of(list));
    std::string text = std::to_string(list->number) + ": " + on(ledger, *list);
    BOOST_REQUIRE(ledger.finish_list(*list).has_value());
    return text;
}

bool any(const Entry&)
{
    return true;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(revocation_test, Folder)

BOOST_AUTO_TEST_CASE(a_list_has_what_is_revoked_and_a_delta_what_changed)
{
    auto ledger = open();
    issue(ledger, {"01", "02", "03"});
    BOOST_TEST(begin(ledger, 10, true).error().message ==
               "there is no complete list yet for a delta to build on");
    revoke(ledger, "01", "certificateHold");
    revoke(ledger, "02", "superseded");
    BOOST_TEST(written(ledger, 20) == "1: 01 certificateHold, 02 superseded");
    revoke(ledger, "01", "removeFromCRL");
    revoke(ledger, "03", "keyCompromise");
    BOOST_TEST(written(ledger, 30, true) == "2: 01 removeFromCRL, 03 keyCompromise");
    BOOST_TEST(written(ledger, 40) == "3: 02 superseded, 03 keyCompromise");
    BOOST_TEST(written(ledger, 50, true) == "4: ");
    BOOST_TEST((ledger.find_serial("01").value()->state == State::issued));
    BOOST_TEST((ledger.find_serial("02").value()->state == State::revoked));
}

BOOST_AUTO_TEST_CASE(what_is_said_while_a_list_is_made_is_on_the_next_delta)
{
    auto ledger = open();
    issue(ledger, {"01"});
    const auto list = begin(ledger, 20).value();
    revoke(ledger, "01", "superseded");
    BOOST_REQUIRE(ledger.finish_list(list).has_value());
    BOOST_TEST(written(ledger, 30, true) == "2: 01 superseded");
}

BOOST_AUTO_TEST_CASE(a_certificate_past_its_end_leaves_after_a_list_that_was_written)
{
    auto ledger = open();
    issue(ledger, {"01"});
    revoke(ledger, "01", "superseded");
    BOOST_TEST(written(ledger, 900) == "1: 01 superseded");
    const auto lost = begin(ledger, 1100).value();
    BOOST_TEST(on(ledger, lost) == "01 superseded");
    BOOST_TEST(written(ledger, 1200) == "3: 01 superseded");
    BOOST_TEST(written(ledger, 1300) == "4: ");
    revoke(ledger, "01", "keyCompromise");
    BOOST_TEST(written(ledger, 1400) == "5: 01 keyCompromise");
}

BOOST_AUTO_TEST_CASE(numbers_and_times_rise_for_each_authority)
{
    auto ledger = open();
    BOOST_TEST(begin(ledger, 20).value().number == 1);
    BOOST_TEST(begin(ledger, 20).value().number == 2);
    ListPlan plan{
        .authority = authority, .number = 2, .this_update = at(20), .next_update = at(30)};
    BOOST_TEST(ledger.begin_list(plan).error().message ==
               "number 2 is not above 2, that of the authority's last list");
    plan.number = 70;
    BOOST_TEST(ledger.begin_list(plan).value().number == 70);
    BOOST_TEST(begin(ledger, 20).value().number == 71);
    BOOST_TEST((begin(ledger, 19).error().code == Errc::refused));
    plan.authority = "B0";
    plan.number = std::nullopt;
    BOOST_TEST(ledger.begin_list(plan).value().number == 1);
}

BOOST_AUTO_TEST_CASE(processes_that_write_lists_at_once_take_different_numbers)
{
    constexpr int processes = 8;
    constexpr int each = 5;
    static_cast<void>(open()); // makes the tables; each process opens the ledger for itself
    std::vector<pid_t> children;
    for (int i = 0; i < processes; ++i)
        children.push_back(child([&] {
            auto ledger = Ledger::open(path);
            for (int n = 0; ledger && n < each; ++n)
                if (!begin(*ledger, 20))
                    return 1;
            return ledger ? 0 : 1;
        }));
    for (const pid_t pid : children)
        BOOST_TEST(end_of(pid) == 0);
    auto ledger = open();
    BOOST_TEST(begin(ledger, 20).value().number == processes * each + 1);
}

BOOST_AUTO_TEST_CASE(forgets_rows_but_not_what_a_list_has_yet_to_show)
{
    auto ledger = open();
    issue(ledger, {"01", "02"});
    revoke(ledger, "01", "superseded");
    const std::string serials[] = {"01", "02", "99"};
    const auto gone = [&](Run run) {
        std::string text;
        for (const std::string& serial : ledger.forget(serials, any, run).value())
            text += serial + " ";
        return text;
    };
    BOOST_TEST(gone(Run::dry) == "02 ");
    BOOST_TEST(gone(Run::dry) == "02 ");
    written(ledger, 900);
    BOOST_TEST(gone(Run::real) == "02 ");
    BOOST_TEST(!ledger.find_serial("02").value().has_value());
    written(ledger, 1100);
    BOOST_TEST(gone(Run::real) == "01 ");
    BOOST_TEST(written(ledger, 1200) == "3: ");
}

BOOST_AUTO_TEST_CASE(a_reserved_row_that_is_revoked_is_never_issued)
{
    auto ledger = open();
    BOOST_REQUIRE(reserve_one(ledger, reservation("key", "01")).has_value());
    revoke(ledger, "01", "superseded");
    const auto stored = store_one(ledger, certificate("01", "DER")).value();
    BOOST_TEST((stored.state == State::revoked));
    BOOST_TEST(stored.certificate.empty());
}

BOOST_AUTO_TEST_CASE(a_ledger_of_version_4_keeps_what_was_revoked_by_hand)
{
    {
        auto ledger = open();
        const Reservation first[] = {reservation("a", "01"), reservation("b", "02")};
        BOOST_REQUIRE(ledger.reserve(first).has_value());
        BOOST_REQUIRE(store_one(ledger, certificate("01", "one")).has_value());
        turn_back(*this, 4);
        soci::session sql(soci::sqlite3, path);
        sql << "UPDATE certificate SET state = 'revoked' WHERE serial = '01'";
    }
    const auto old = Ledger::open_to_read(path).value().find_serial("01").value().value();
    BOOST_TEST((old.state == State::revoked));
    BOOST_TEST(!old.revocation.has_value());
    auto ledger = open();
    const auto revoked = ledger.find_serial("01").value().value();
    BOOST_REQUIRE(revoked.revocation.has_value());
    BOOST_TEST(revoked.revocation->reason == "unspecified");
    BOOST_TEST((revoked.revocation->at == at(1)));
    BOOST_TEST(!ledger.find_serial("02").value()->revocation.has_value());
    auto next = reservation("c", "03");
    next.os_version = "10.0.22631.1";
    BOOST_REQUIRE(reserve_one(ledger, next).has_value());
    BOOST_TEST(ledger.find_serial("03").value()->reservation.os_version == "10.0.22631.1");
}

BOOST_AUTO_TEST_SUITE_END()
