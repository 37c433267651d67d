#include "auth/timestamp.h"

#include "xml/document.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::auth;

namespace {

/// The last moment of a header with this inside, at a time of that day, or why there is none.
std::string check(const std::string& inside, const std::string& now = "08:15:00",
                  const TimestampRules& rules = {})
{
    const std::string text = "<s xmlns:u='http://docs.oasis-open.org/wss/2004/01/"
                             "oasis-200401-wss-wssecurity-utility-1.0.xsd'>" +
                             inside + "</s>";
    const auto document = xml::parse(bytes_of(text)).value();
    const auto moment = parse_time("2026-11-23T" + now + "Z").value();
    const auto last = check_timestamp(document.root(), moment, rules);
    if (last)
        return to_text(*last);
    return (last.error().code == Errc::malformed ? "malformed: " : "refused: ") +
           last.error().message;
}

std::string stamp(const std::string& created, const std::string& expires)
{
    return "<u:Timestamp><u:Created>2026-11-23T" + created + "</u:Created><u:Expires>2026-11-23T" +
           expires + "</u:Expires></u:Timestamp>";
}

} // namespace

BOOST_AUTO_TEST_SUITE(timestamp_test)

BOOST_AUTO_TEST_CASE(is_good_until_it_expires)
{
    const std::string message = stamp("08:14:00Z", "08:19:00Z");
    BOOST_TEST(check(message) == "2026-11-23T08:24:00Z");
    BOOST_TEST(check(message, "08:09:00") == "2026-11-23T08:24:00Z");
    BOOST_TEST(check(message, "08:24:00") == "2026-11-23T08:24:00Z");
    BOOST_TEST(check(message, "08:24:01") ==
               "refused: the request was good until 2026-11-23T08:24:00Z, and here it is "
               "2026-11-23T08:24:01Z: check the clock of the device");
    BOOST_TEST(check(message, "08:08:59") ==
               "refused: the request was signed in the future, at 2026-11-23T08:14:00Z, and here "
               "it is 2026-11-23T08:08:59Z: check the clock of the device");
}

BOOST_AUTO_TEST_CASE(the_skew_is_what_is_configured)
{
    const std::string message = stamp("08:14:00Z", "08:19:00Z");
    const TimestampRules strict{.clock_skew = std::chrono::seconds(0)};
    BOOST_TEST(check(message, "08:19:00", strict) == "2026-11-23T08:19:00Z");
    BOOST_TEST(check(message, "08:19:01", strict).starts_with("refused: "));
    BOOST_TEST(check(message, "08:13:59", strict).starts_with("refused: "));
}

BOOST_AUTO_TEST_CASE(no_request_is_good_for_longer_than_the_window)
{
    BOOST_TEST(check(stamp("08:14:00Z", "23:59:00Z")) == "2026-11-23T08:29:00Z");
    BOOST_TEST(check(stamp("08:14:00Z", "23:59:00Z"), "08:29:01").starts_with("refused: "));
    BOOST_TEST(check("<u:Timestamp><u:Created>2026-11-23T08:14:00Z</u:Created></u:Timestamp>") ==
               "2026-11-23T08:29:00Z");
}

BOOST_AUTO_TEST_CASE(fractions_and_offsets_are_read)
{
    BOOST_TEST(check(stamp("08:14:00.1234567Z", "09:19:00+01:00")) == "2026-11-23T08:24:00Z");
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_malformed)
{
    BOOST_TEST(check("").starts_with("malformed: /s has no "));
    BOOST_TEST(check("<u:Timestamp/>") == "malformed: /s/Timestamp has no Created");
    BOOST_TEST(check("<Timestamp><Created>2026-11-23T08:14:00Z</Created></Timestamp>")
                   .starts_with("malformed: /s has no "));
    BOOST_TEST(check("<u:Timestamp><u:Expires>2026-11-23T08:19:00Z</u:Expires></u:Timestamp>") ==
               "malformed: /s/Timestamp has no Created");
    const std::string message = stamp("08:14:00Z", "08:19:00Z");
    BOOST_TEST(check(message + message).starts_with("malformed: /s has more than one "));
    BOOST_TEST(check(stamp("08:14:00Z", "08:14:00Z")) ==
               "malformed: /s/Timestamp expires before it begins");
    BOOST_TEST(check(stamp("08:14", "08:19:00Z")).starts_with("malformed: /s/Timestamp/Created: "));
    BOOST_TEST(
        check(stamp("08:14:00Z", "08:61:00Z")).starts_with("malformed: /s/Timestamp/Expires: "));
}

BOOST_AUTO_TEST_SUITE_END()
