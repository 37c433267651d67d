#include "old_ledger_fixture.h"

using namespace mdm;
using namespace mdm::ledger;

namespace {

Reservation renewal(const std::string& serial, const std::string& old)
{
    auto wanted = reservation("key-" + serial, serial);
    wanted.kind = "renew";
    wanted.renews = old;
    wanted.enrollment_type = "Device";
    return wanted;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(renewal_test, Folder)

BOOST_AUTO_TEST_CASE(asks_about_the_old_row_and_names_it_in_the_new_one)
{
    auto ledger = open();
    const Reservation first[] = {reservation("a", "01")};
    BOOST_REQUIRE(ledger.reserve(first).has_value());
    const Reservation wanted[] = {renewal("02", "01"), renewal("03", "99"), reservation("b", "04")};
    std::vector<std::string> asked;
    const auto rows = ledger.reserve(wanted, [&](const Entry* old, const Reservation& fresh) {
        asked.push_back(fresh.serial + (old != nullptr ? old->reservation.trace_id : " unknown"));
        return old != nullptr;
    });
    BOOST_REQUIRE(rows.has_value());
    BOOST_TEST(asked == (std::vector<std::string>{"02trace-01", "03 unknown"}),
               boost::test_tools::per_element());
    BOOST_TEST((*rows)[0]->reservation.renews == "01");
    BOOST_TEST(!(*rows)[1].has_value());
    BOOST_TEST((*rows)[2].has_value());
    const auto stored = ledger.find_serial("02").value().value();
    BOOST_TEST(stored.reservation.renews == "01");
    BOOST_TEST(stored.reservation.enrollment_type == "Device");
    BOOST_TEST(!ledger.find_serial("03").value().has_value());
}

BOOST_AUTO_TEST_CASE(reserves_no_renewal_when_nobody_can_be_asked)
{
    auto ledger = open();
    const Reservation first[] = {reservation("a", "01")};
    BOOST_REQUIRE(ledger.reserve(first).has_value());
    const Reservation wanted[] = {renewal("02", "01")};
    BOOST_TEST(!ledger.reserve(wanted).value().front().has_value());
}

BOOST_AUTO_TEST_CASE(a_ledger_of_version_3_is_read_as_it_is_and_gets_the_columns)
{
    {
        auto ledger = open();
        const Reservation first[] = {reservation("a", "01")};
        BOOST_REQUIRE(ledger.reserve(first).has_value());
        turn_back(*this, 3);
    }
    auto old = Ledger::open_to_read(path).value();
    BOOST_TEST(old.find_serial("01").value()->reservation.renews.empty());
    auto ledger = open();
    const Reservation wanted[] = {renewal("02", "01")};
    const auto yes = [](const Entry*, const Reservation&) { return true; };
    BOOST_TEST(ledger.reserve(wanted, yes).value().front()->reservation.renews == "01");
    BOOST_TEST(ledger.find_serial("01").value().has_value());
}

BOOST_AUTO_TEST_SUITE_END()
