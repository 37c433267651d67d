#include "ledger/lookup.h"

#include "ledger_fixture.h"

using namespace mdm;
using namespace mdm::ledger;

namespace {

constexpr const char* thumbprint = "0123456789ABCDEF0123456789ABCDEF01234567";

struct Filled : Folder {
    Filled() : ledger(open())
    {
        auto one = reservation("a", "8F01");
        one.trace_id = "c0ffee";
        auto other = reservation("b", "C2");
        other.trace_id = "d1";
        BOOST_REQUIRE(reserve_one(ledger, one).has_value());
        BOOST_REQUIRE(reserve_one(ledger, other).has_value());
        auto certificate_of_one = certificate("8F01", "DER");
        certificate_of_one.thumbprint = thumbprint;
        BOOST_REQUIRE(store_one(ledger, certificate_of_one).has_value());
        for (const auto* trace_id : {"c0ffee", "e2", "c0ffee"}) {
            const Attempt attempt{.trace_id = trace_id,
                                  .at = at(0),
                                  .kind = "issue",
                                  .user = "alice",
                                  .device_id = "",
                                  .outcome = "issued",
                                  .subcode = "",
                                  .error_type = "",
                                  .reason = "",
                                  .serial = ""};
            BOOST_REQUIRE(ledger.record({&attempt, 1}, 10).has_value());
        }
    }
    /// "SERIAL... +ATTEMPTS"
    std::string found(const std::string& name)
    {
        const auto known = look_up(ledger, name).value();
        std::string text;
        for (const auto& entry : known.certificates)
            text += entry.reservation.serial + " ";
        return text + "+" + std::to_string(known.attempts.size());
    }
    Ledger ledger;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(lookup_test, Filled)

BOOST_AUTO_TEST_CASE(finds_a_serial_however_it_is_spelled)
{
    for (const auto* name : {"8F01", "8f01", "8F:01", "8f:01", "008F01", "00:00:8f:01"})
        BOOST_TEST(found(name) == "8F01 +2");
}

BOOST_AUTO_TEST_CASE(finds_a_thumbprint)
{
    BOOST_TEST(found(thumbprint) == "8F01 +2");
    BOOST_TEST(found("01:23:45:67:89:ab:cd:ef:01:23:45:67:89:ab:cd:ef:01:23:45:67") == "8F01 +2");
    BOOST_TEST(found("0123456789ABCDEF") == "+0");
}

BOOST_AUTO_TEST_CASE(finds_a_trace_id_with_what_was_issued_and_what_was_not)
{
    BOOST_TEST(found("c0ffee") == "8F01 +2");
    BOOST_TEST(found("d1") == "C2 +0");
    BOOST_TEST(found("e2") == "+1");
}

BOOST_AUTO_TEST_CASE(finds_nothing_under_what_is_not_known)
{
    for (const auto* name : {"", "8F", "8F0", "C0FFEE", "%", "8F01 ", "' OR 1=1 --"})
        BOOST_TEST(found(name) == "+0");
}

BOOST_AUTO_TEST_SUITE_END()
