#include "old_ledger_fixture.h"

using namespace mdm;
using namespace mdm::ledger;

BOOST_FIXTURE_TEST_SUITE(revocation_test, Folder)

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
