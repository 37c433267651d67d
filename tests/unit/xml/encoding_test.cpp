#include "xml/encoding.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::xml;
using namespace std::string_literals;

namespace {

Result<Text> decoded(const std::string& input)
{
    return decode(bytes_of(input));
}

std::string message(const std::string& input)
{
    const auto text = decoded(input);
    return text ? "decoded: " + text->utf8 : text.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(encoding_test)

BOOST_AUTO_TEST_CASE(takes_utf8_with_and_without_a_byte_order_mark)
{
    BOOST_TEST(decoded("<a>\xC3\xA4</a>")->utf8 == "<a>\xC3\xA4</a>");
    BOOST_TEST(decoded("\xEF\xBB\xBF<a/>")->utf8 == "<a/>");
    BOOST_TEST((decoded("<a/>")->encoding == Encoding::utf8));
}

BOOST_AUTO_TEST_CASE(takes_utf16_of_either_byte_order)
{
    BOOST_TEST(decoded("\xFF\xFE<\0\xE4\0"s)->utf8 == "<\xC3\xA4");
    BOOST_TEST(decoded("\xFE\xFF\0<\0\xE4"s)->utf8 == "<\xC3\xA4");
    BOOST_TEST(decoded("<\0a\0"s)->utf8 == "<a");
    BOOST_TEST(decoded("\0<\0a"s)->utf8 == "<a");
    BOOST_TEST(decoded("\0<\xD8\x3D\xDE\x00"s)->utf8 == "<\xF0\x9F\x98\x80");
    BOOST_TEST((decoded("<\0a\0"s)->encoding == Encoding::utf16));
}

BOOST_AUTO_TEST_CASE(ends_every_line_in_a_line_feed)
{
    BOOST_TEST(decoded("a\r\nb\rc\n\r\nd\r\r\n")->utf8 == "a\nb\nc\n\nd\n\n");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_its_encoding)
{
    BOOST_TEST(message("<a>\n\xFF") == "line 2: not UTF-8");
    BOOST_TEST(message("<a>\xC3") == "line 1: not UTF-8");
    BOOST_TEST(message("<\0a"s) == "line 1: not UTF-16: an odd number of bytes");
    BOOST_TEST(message("\0<\xD8\x3D"s) == "line 1: not UTF-16: half of a surrogate pair");
    BOOST_TEST(message("\0<\xD8\x3D\0a"s) == "line 1: not UTF-16: half of a surrogate pair");
    BOOST_TEST(message("\0<\xDE\x00\0a"s) == "line 1: not UTF-16: half of a surrogate pair");
}

BOOST_AUTO_TEST_CASE(refuses_characters_outside_xml)
{
    BOOST_TEST(message("<a>\0</a>"s) == "line 1: character U+0000 is not allowed in XML");
    BOOST_TEST(message("\n\n\x1B") == "line 3: character U+001B is not allowed in XML");
    BOOST_TEST(message("\xEF\xBF\xBF") == "line 1: character U+FFFF is not allowed in XML");
    // UTF-32 reads as UTF-16 with a NUL.
    BOOST_TEST(message("\xFF\xFE\0\0<\0\0\0"s) == "line 1: character U+0000 is not allowed in XML");
}

BOOST_AUTO_TEST_SUITE_END()
