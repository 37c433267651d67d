#include "core/text.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

BOOST_AUTO_TEST_SUITE(text_test)

BOOST_AUTO_TEST_CASE(trims_xml_white_space_only)
{
    BOOST_TEST(trim(" \r\n\ta b\n") == "a b");
    BOOST_TEST(trim("\va") == "\va");
    BOOST_TEST(trim(" \n").empty());
}

BOOST_AUTO_TEST_CASE(splits_at_each_separator)
{
    const auto pieces = split("a,,b", ',');
    BOOST_REQUIRE(pieces.size() == 3U);
    BOOST_TEST(pieces[0] == "a");
    BOOST_TEST(pieces[1] == "");
    BOOST_TEST(pieces[2] == "b");
    BOOST_TEST(split("", ',').size() == 1U);
}

BOOST_AUTO_TEST_CASE(compares_ascii_without_case)
{
    BOOST_TEST(equal_ignoring_case("OnPremise", "onPREMISE"));
    BOOST_TEST(!equal_ignoring_case("a", "ab"));
    BOOST_TEST(to_lower("\xC3\x84"
                        "A") == "\xC3\x84"
                                "a");
}

BOOST_AUTO_TEST_CASE(knows_utf8)
{
    BOOST_TEST(is_utf8("a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80"));
    BOOST_TEST(!is_utf8("\xC0\x80"));         // overlong
    BOOST_TEST(!is_utf8("\xE0\x80\x80"));     // overlong
    BOOST_TEST(!is_utf8("\xED\xA0\x80"));     // a surrogate
    BOOST_TEST(!is_utf8("\xF4\x90\x80\x80")); // above U+10FFFF
    BOOST_TEST(!is_utf8("\xE2\x82"));         // cut off
    BOOST_TEST(!is_utf8("\x80"));
}

BOOST_AUTO_TEST_CASE(makes_hostile_text_printable)
{
    BOOST_TEST(printable("a\nb\x1B[2J\x7F\xC2\x85\xFF") == "a?b?[2J???");
    BOOST_TEST(printable("\xE2\x82\xAC") == "\xE2\x82\xAC");
    BOOST_TEST(printable("abcdefgh", 8) == "abcdefgh");
    BOOST_TEST(printable("abcdefghi", 8) == "abcde...");
    BOOST_TEST(printable("\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC", 8) == "\xE2\x82\xAC...");
}

BOOST_AUTO_TEST_SUITE_END()
