#include "device/style.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::device;

BOOST_AUTO_TEST_SUITE(style_test)

BOOST_AUTO_TEST_CASE(reads_the_words_of_options)
{
    BOOST_TEST((prefixes_from("numbered").value() == Prefixes::numbered));
    BOOST_TEST((attributes_from("plain").value() == Attributes::plain));
    BOOST_TEST((wrapping_from("crlf").value() == Wrapping::crlf));
}

BOOST_AUTO_TEST_CASE(names_the_words_that_it_knows)
{
    const auto wrong = prefixes_from("odd");
    BOOST_TEST((wrong.error().code == Errc::usage));
    BOOST_TEST(wrong.error().message == "'odd' is none of usual, numbered");
    BOOST_TEST(wrapping_from("cr").error().message == "'cr' is none of lf, crlf");
    BOOST_TEST(attributes_from("").error().message == "'' is none of captured, qualified, plain");
}

BOOST_AUTO_TEST_CASE(leaves_utf8_as_it_is)
{
    BOOST_TEST(encode("<a>\xC3\xA9</a>", Encoding::utf8) == "<a>\xC3\xA9</a>");
}

BOOST_AUTO_TEST_CASE(puts_a_byte_order_mark_before_utf8)
{
    BOOST_TEST(encode("<a/>", Encoding::utf8_bom) == "\xEF\xBB\xBF<a/>");
}

BOOST_AUTO_TEST_CASE(declares_utf16_and_writes_surrogate_pairs)
{
    const std::string bytes = encode("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", Encoding::utf16);
    const std::string declared(R"(<?xml version="1.0" encoding="utf-16"?>)");
    std::string expected("\xFF\xFE");
    for (const char character : declared)
        expected.append({character, '\0'});
    expected.append("\xE9\x00\xAC\x20\x3D\xD8\x00\xDE", 8);
    BOOST_TEST(bytes == expected);
}

BOOST_AUTO_TEST_SUITE_END()
