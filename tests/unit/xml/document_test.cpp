#include "xml/document.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::xml;
using namespace std::string_literals;

namespace {

Result<Document> parsed(const std::string& text)
{
    return parse(bytes_of(text));
}

std::string root_text(const std::string& text)
{
    const auto document = parsed(text);
    return document ? document->root().text() : "error: " + document.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(document_test)

BOOST_AUTO_TEST_CASE(keeps_white_space_that_is_a_value)
{
    BOOST_TEST(root_text("<a>  </a>") == "  ");
    BOOST_TEST(root_text("<a> \n\t x </a>") == " \n\t x ");
    BOOST_TEST(root_text("<a>&#32;&#9;</a>") == " \t");
    BOOST_TEST(root_text("<a><![CDATA[ ]]></a>") == " ");
}

BOOST_AUTO_TEST_CASE(makes_line_ends_line_feeds_but_not_those_written_as_references)
{
    BOOST_TEST(root_text("<a>1\r\n2\r3</a>") == "1\n2\n3");
    BOOST_TEST(root_text("<a>1&#13;&#10;2&#xD;</a>") == "1\r\n2\r");
    const auto document = parsed("<a b='1\r\n2\t&#10;&#9;'/>");
    BOOST_TEST(document->root().attribute("b").value() == "1 2 \n\t");
}

BOOST_AUTO_TEST_CASE(reads_references_once)
{
    BOOST_TEST(root_text("<a>&amp;lt;&lt;&#x20AC;</a>") == "&lt;<\xE2\x82\xAC");
    BOOST_TEST(root_text("<a><![CDATA[&amp;]]></a>") == "&amp;");
}

BOOST_AUTO_TEST_CASE(reads_utf16)
{
    BOOST_TEST(root_text("\xFF\xFE<\0a\0>\0\xE4\0<\0/\0a\0>\0"s) == "\xC3\xA4");
}

BOOST_AUTO_TEST_CASE(elements_outlive_a_move_of_the_document)
{
    auto document = parsed("<a>text</a>");
    const auto root = document->root();
    const Document moved = std::move(*document);
    BOOST_TEST(root.text() == "text");
    BOOST_TEST((moved.root() == root));
}

BOOST_AUTO_TEST_CASE(refuses_too_many_bytes)
{
    const auto document = parse(bytes_of("<a>12</a>"), {.bytes = 8});
    BOOST_REQUIRE(!document);
    BOOST_TEST((document.error().code == Errc::malformed));
    BOOST_TEST(document.error().message == "the document is longer than 8 bytes");
    BOOST_TEST(parse(bytes_of("<a>1</a>"), {.bytes = 8}).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_every_truncation)
{
    const std::string whole =
        "<?xml version=\"1.0\"?><a b='c'><!-- d --><e>&amp;f</e><![CDATA[g]]></a>";
    BOOST_TEST(parsed(whole).has_value());
    for (std::size_t length = 0; length < whole.size(); ++length)
        BOOST_TEST(!parsed(whole.substr(0, length)).has_value(), "cut at " << length);
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_and_where)
{
    const auto document = parsed("<a>\n<b></a>");
    BOOST_REQUIRE(!document);
    BOOST_TEST((document.error().code == Errc::malformed));
    BOOST_TEST(document.error().message ==
               "line 2, column 7: an end tag does not match the start tag before it");
    BOOST_TEST(document.error().spec == "XML 1.0, 3 (Element Type Match)");
}

BOOST_AUTO_TEST_SUITE_END()
