#include "enrollment/renewal.h"

#include "core/file.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using enrollment::Claim;

namespace {

Time day(int number)
{
    return time_from_seconds(1'800'000'000) + std::chrono::days(number);
}

/// Good from day 0 to day 100.
ledger::Entry row(ledger::State state = ledger::State::issued)
{
    ledger::Entry entry;
    entry.reservation.user = "alice@example.com";
    entry.reservation.device_id = "D1";
    entry.reservation.not_before = day(0);
    entry.reservation.not_after = day(100);
    entry.state = state;
    return entry;
}

/// Why it may not be renewed; empty where it may.
std::string why(const ledger::Entry& old, const Claim& claim, const config::Renewal& rules = {})
{
    const auto verdict = enrollment::require_eligible(old, claim, rules);
    if (verdict)
        return {};
    BOOST_CHECK(verdict.error().fault.subcode == fault::Subcode::authorization);
    BOOST_CHECK(verdict.error().fault.error_type == fault::ErrorType::not_eligible_to_renew);
    return verdict.error().log;
}

std::string at(Time now, const config::Renewal& rules = {})
{
    return why(row(), {"alice@example.com", "D1", now}, rules);
}

const std::string early = "it is too early: the certificate can be renewed from ";
const std::string late = "it is too late: the certificate ended at ";

} // namespace

BOOST_AUTO_TEST_SUITE(renewal_test)

BOOST_AUTO_TEST_CASE(the_window_opens_and_closes)
{
    const auto second = std::chrono::seconds(1);
    BOOST_TEST(at(day(58)).empty());
    BOOST_TEST(at(day(100)).empty());
    BOOST_TEST(at(day(58) - second).starts_with(early + to_text(day(58))));
    BOOST_TEST(at(day(100) + second).starts_with(late + to_text(day(100))));
}

BOOST_AUTO_TEST_CASE(a_period_longer_than_the_lifetime_opens_it_at_once_and_not_before)
{
    config::Renewal rules;
    rules.period = std::chrono::days(1000);
    BOOST_TEST(at(day(0), rules).empty());
    BOOST_TEST(at(day(-1), rules).starts_with(early + to_text(day(0))));
}

BOOST_AUTO_TEST_CASE(who_does_not_wait_may_come_early)
{
    config::Renewal rules;
    rules.early = std::chrono::days(60);
    BOOST_TEST(at(day(40), rules).empty());
    BOOST_TEST(at(day(39), rules).starts_with(early + to_text(day(40))));
    rules.period = std::chrono::days(70); // of a profile
    BOOST_TEST(at(day(30), rules).empty());
}

BOOST_AUTO_TEST_CASE(after_its_end_only_where_that_is_configured)
{
    config::Renewal rules;
    rules.after_end = std::chrono::days(10);
    BOOST_TEST(at(day(110), rules).empty());
    BOOST_TEST(at(day(111), rules).starts_with(late));
}

BOOST_AUTO_TEST_CASE(another_user_or_device_may_not)
{
    const Time now = day(90);
    BOOST_TEST(why(row(), {"Alice@Example.com", "D1", now}).empty());
    BOOST_TEST(why(row(), {"alice@example.com", "", now}).empty());
    BOOST_TEST(why(row(), {"bob@example.com", "D1", now})
                   .starts_with("the certificate that is to "
                                "be renewed is another user's"));
    BOOST_TEST(why(row(), {"alice@example.com", "d1", now}).find("another device's") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_does_not_stand_may_not)
{
    const Claim claim{"alice@example.com", "D1", day(90)};
    BOOST_TEST(why(row(ledger::State::revoked), claim).find("revoked") != std::string::npos);
    BOOST_TEST(why(row(ledger::State::reserved), claim).find("never issued") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_certificate_of_an_unknown_authority_is_looked_up_nowhere)
{
    const auto pem = read_file(std::string(MDM_VECTORS) + "/x509/leaf.pem").value();
    const auto leaf = x509::parse_pem_certificates(pem).value().front();
    bool asked = false;
    enrollment::Renewals renewals{
        .rules = {}, .find = [&](const std::string&) -> Result<std::optional<ledger::Entry>> {
            asked = true;
            return std::optional<ledger::Entry>();
        }};
    BOOST_TEST(!enrollment::require_ours(leaf.der, renewals).has_value());
    BOOST_TEST(!asked);
    const auto issuing = read_file(std::string(MDM_VECTORS) + "/x509/issuing.pem").value();
    renewals.authorities = x509::parse_pem_certificates(issuing).value();
    BOOST_TEST(enrollment::require_ours(leaf.der, renewals).error().log.find("not in the ledger") !=
               std::string::npos);
    BOOST_TEST(asked);
}

BOOST_AUTO_TEST_SUITE_END()
