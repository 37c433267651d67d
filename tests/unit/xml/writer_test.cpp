#include "xml/writer.h"

#include "xml/document.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::xml;
using namespace std::string_literals;

BOOST_AUTO_TEST_SUITE(writer_test)

BOOST_AUTO_TEST_CASE(writes_one_canonical_form)
{
    Writer out("s:a");
    out.root().attribute("xmlns:s", "u").attribute("b", "1");
    auto body = out.root().child("c");
    body.leaf("d", "text").leaf("e", "").nil("f");
    const std::string expected = "<s:a xmlns:s=\"u\" b=\"1\"><c><d>text</d><e/>"
                                 "<f xsi:nil=\"true\"/></c></s:a>";
    BOOST_TEST(out.finish() == expected);
    BOOST_TEST(out.finish_with_declaration() ==
               "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + expected);
}

BOOST_AUTO_TEST_CASE(escapes_text_and_attributes)
{
    Writer out("a");
    out.root().attribute("b", "<&>\"'\n\t").text("<&>\"']]>");
    BOOST_TEST(out.finish() == "<a b=\"&lt;&amp;>&quot;'&#10;&#09;\">&lt;&amp;&gt;\"']]&gt;</a>");
}

BOOST_AUTO_TEST_CASE(replaces_what_xml_cannot_hold)
{
    Writer out("a");
    out.root().attribute("b", "\x01").text("1\0\x1B\xFF\xC3\xA4"s);
    BOOST_TEST(out.finish() == "<a b=\"?\">1???\xC3\xA4</a>");
}

BOOST_AUTO_TEST_CASE(reads_back_as_it_was_written)
{
    const std::string value = " \t<&>]]>\"'\n\xE2\x82\xAC\xF0\x9F\x98\x80 ";
    Writer out("a");
    out.root().attribute("b", value + "\r").text(value + "\r\n\r");
    const auto document = parse(bytes_of(out.finish()));
    BOOST_REQUIRE(document.has_value());
    BOOST_TEST(document->root().attribute("b").value() == value + "\r");
    BOOST_TEST(document->root().text() == value + "\n\n");
}

BOOST_AUTO_TEST_SUITE_END()
