#include "xml/characters.h"

#include <boost/test/unit_test.hpp>

using namespace mdm::xml;

BOOST_AUTO_TEST_SUITE(characters_test)

BOOST_AUTO_TEST_CASE(reads_utf8_of_every_length)
{
    for (const char32_t code :
         {U'a', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
        std::string text;
        append_utf8(text, code);
        const auto character = character_at(text + "x");
        BOOST_TEST((character.code == code));
        BOOST_TEST(character.length == text.size());
    }
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_utf8)
{
    for (const std::string text :
         {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
          "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xE2\x82", "\xC3(", "\xFF"})
        BOOST_TEST(character_at(text).length == 0U);
}

BOOST_AUTO_TEST_CASE(knows_which_characters_xml_allows)
{
    BOOST_TEST(is_character('\t'));
    BOOST_TEST(is_character(0xD7FF));
    BOOST_TEST(is_character(0x10FFFF));
    for (const char32_t code : {0x0, 0x8, 0xB, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x110000})
        BOOST_TEST(!is_character(code));
}

BOOST_AUTO_TEST_CASE(knows_which_characters_make_names)
{
    BOOST_TEST(is_name_start('_'));
    BOOST_TEST(is_name_start(0xE4));
    BOOST_TEST(!is_name_start('-'));
    BOOST_TEST(!is_name_start('1'));
    BOOST_TEST(!is_name_start(':'));
    BOOST_TEST(!is_name_start(0xD7));
    BOOST_TEST(is_name_character('-'));
    BOOST_TEST(is_name_character('.'));
    BOOST_TEST(is_name_character(0xB7));
    BOOST_TEST(!is_name_character('/'));
    BOOST_TEST(!is_name_character(' '));
}

BOOST_AUTO_TEST_CASE(resolves_references)
{
    const auto code = [](std::string_view text) {
        return static_cast<int>(reference_at(text).code);
    };
    BOOST_TEST(code("&amp;x") == '&');
    BOOST_TEST(code("&apos;") == '\'');
    BOOST_TEST(code("&#65;") == 'A');
    BOOST_TEST(code("&#x1F600;") == 0x1F600);
    BOOST_TEST(code("&#0000000000065;") == 'A');
    BOOST_TEST(reference_at("&quot;;").length == 6U);
}

BOOST_AUTO_TEST_CASE(refuses_other_references)
{
    // The number of the last but one would be 'A' again were it cut to 32 bits.
    for (const char* text :
         {"&", "&;", "&amp", "&nbsp;", "&AMP;", "&#;", "&#x;", "&#0;", "&#x1;", "&#xD800;",
          "&#xFFFF;", "&#x110000;", "&#4294967361;", "&#-65;", "&#X41;", "&# 65;"})
        BOOST_TEST(reference_at(text).length == 0U, text);
}

BOOST_AUTO_TEST_CASE(replaces_what_xml_cannot_hold)
{
    using namespace std::string_literals;
    BOOST_TEST(writable("a\0\x1B\xC3\xA4\xFF\xEF\xBF\xBF\n"s) == "a??\xC3\xA4??\n");
}

BOOST_AUTO_TEST_SUITE_END()
