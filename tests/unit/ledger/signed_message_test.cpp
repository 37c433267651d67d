#include "old_ledger_fixture.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

using namespace mdm;
using namespace mdm::ledger;

namespace {

SignedMessage message(const std::string& content, const std::string& bytes = "B1",
                      const std::string& certificate = "C1", int end = 600)
{
    return {
        .content = content, .message = bytes, .certificate = certificate, .good_until = at(end)};
}

Seen seen(Ledger& ledger, const SignedMessage& message, int second = 0)
{
    return ledger.remember(message, at(second)).value();
}

long long rows(const Folder& folder)
{
    long long count = 0;
    soci::session(soci::sqlite3, folder.path) << "SELECT COUNT(*) FROM signed_message",
        soci::into(count);
    return count;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(signed_message_test, Folder)

BOOST_AUTO_TEST_CASE(the_very_same_message_may_come_again)
{
    auto ledger = open();
    BOOST_TEST((seen(ledger, message("A")) == Seen::never));
    BOOST_TEST((seen(ledger, message("A")) == Seen::same));
    BOOST_TEST((seen(ledger, message("A"), 599) == Seen::same));
    BOOST_TEST(rows(*this) == 1);
}

BOOST_AUTO_TEST_CASE(the_same_content_in_another_message_is_told)
{
    auto ledger = open();
    BOOST_TEST((seen(ledger, message("A", "B1")) == Seen::never));
    BOOST_TEST((seen(ledger, message("A", "B2")) == Seen::other));
    BOOST_TEST((seen(ledger, message("A", "B1")) == Seen::same));
    BOOST_TEST((seen(ledger, message("A2", "B2")) == Seen::never));
}

BOOST_AUTO_TEST_CASE(every_process_knows_it)
{
    auto ledger = open();
    BOOST_TEST((seen(ledger, message("A", "B1")) == Seen::never));
    auto other = open();
    BOOST_TEST((seen(other, message("A", "B2")) == Seen::other));
}

BOOST_AUTO_TEST_CASE(what_is_no_longer_good_is_forgotten)
{
    auto ledger = open();
    for (int i = 0; i < 10; ++i)
        BOOST_TEST((seen(ledger, message(std::to_string(i))) == Seen::never));
    BOOST_TEST(rows(*this) == 10);
    BOOST_TEST((seen(ledger, message("later", "B1", "C1", 1200), 600) == Seen::never));
    BOOST_TEST(rows(*this) == 11);
    BOOST_TEST((seen(ledger, message("last", "B1", "C1", 1200), 601) == Seen::never));
    BOOST_TEST(rows(*this) == 2);
}

BOOST_AUTO_TEST_CASE(one_certificate_cannot_fill_the_ledger)
{
    auto ledger = open();
    for (int i = 0; i < signed_messages_max; ++i)
        BOOST_REQUIRE((seen(ledger, message(std::to_string(i))) == Seen::never));
    BOOST_TEST((seen(ledger, message("more")) == Seen::too_often));
    BOOST_TEST((seen(ledger, message("0")) == Seen::same));
    BOOST_TEST((seen(ledger, message("more", "B1", "C2")) == Seen::never));
    BOOST_TEST((seen(ledger, message("more", "B1", "C1", 1200), 601) == Seen::never));
}

BOOST_AUTO_TEST_CASE(a_ledger_of_an_older_version_gets_the_table)
{
    {
        auto ledger = open();
        turn_back(*this, 2);
    }
    auto ledger = open();
    BOOST_TEST((seen(ledger, message("A")) == Seen::never));
}

BOOST_AUTO_TEST_SUITE_END()
