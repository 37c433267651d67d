#include "web/acceptance.h"

#include "web/seal.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::web;

namespace {

const Time now = parse_time("2026-11-25T08:00:00Z").value();
const Secret key(std::string(32, 'k'));
const Reader alice{"T-1", "O-1", "alice@example.com"};

std::string blob(const Reader& reader = alice)
{
    return seal_acceptance(key, reader, "d1", now + std::chrono::minutes(60));
}

std::string why(const std::string& text, const Reader& reader = alice, Time at = now)
{
    const auto good = check_acceptance(key, text, reader, at);
    return good ? "" : good.error().message.substr(good.error().message.rfind(": ") + 2);
}

} // namespace

BOOST_AUTO_TEST_SUITE(acceptance_test)

BOOST_AUTO_TEST_CASE(who_accepted_is_known_again)
{
    BOOST_TEST(why(blob()) == "");
    BOOST_TEST(why(" " + blob() + "\n") == "");
    BOOST_TEST(why(blob(), {"t-1", "o-1", "Alice@Example.com"}) == "");
    const Reader device{"T-1", "O-1", ""};
    BOOST_TEST(why(blob(device), device) == "");
}

BOOST_AUTO_TEST_CASE(nobody_else_is)
{
    const std::string other = "it is of another user";
    BOOST_TEST(why(blob(), {"T-2", "O-1", alice.user}) == other);
    BOOST_TEST(why(blob(), {"T-1", "O-2", alice.user}) == other);
    BOOST_TEST(why(blob(), {"T-1", "O-1", "bob@example.com"}) == other);
    BOOST_TEST(why(blob(), {"T-1", "O-1", ""}) == other);
    // Names cannot run into each other.
    BOOST_TEST(why(blob({"a&oid=b", "c", ""}), {"a", "b&oid=c", ""}) == other);
}

BOOST_AUTO_TEST_CASE(nothing_else_is_an_acceptance)
{
    const std::string foreign = "it was not made here";
    BOOST_TEST(why("") == foreign);
    BOOST_TEST(why("3J4KLJ9SDJFAL93JLAKHJSDFJHAO83HAKSHFLAHSKFNHNPA2934342") == foreign);
    BOOST_TEST(why(blob() + "A") == foreign);
    BOOST_TEST(why(seal(key, "terms x", to_text(alice), now + std::chrono::hours(1))) == foreign);
    BOOST_TEST(why(std::string(5000, 'A')) == "it is too long");
    BOOST_TEST(why(blob(), alice, now + std::chrono::minutes(61)) ==
               "it has expired; accept the terms once more");
}

BOOST_AUTO_TEST_SUITE_END()
