#include "xml/scan.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::xml;

namespace {

/// "" where the text passes, else why it does not.
std::string why(const std::string& text, const Limits& limits = {},
                Encoding encoding = Encoding::utf8)
{
    const auto scanned = scan({text, encoding}, limits);
    return scanned ? "" : scanned.error().message;
}

std::string repeated(const std::string& text, int times)
{
    std::string result;
    for (int i = 0; i < times; ++i)
        result += text;
    return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(scan_test)

BOOST_AUTO_TEST_CASE(passes_what_is_well_formed)
{
    for (const char* text : {
             "<a/>",
             "<a></a >\n",
             "<?xml version=\"1.0\"?><a/>",
             "<?xml version = '1.0' encoding='UTF-8' standalone='yes' ?>\n<!-- c --><a/><!---->",
             "<a b='\"' c=\"'\" d=''>t<![CDATA[<&]]]]>&lt;&#10;</a>",
             "<x:a xmlns:x='u' x:b='1' b='2' xml:lang='en'><x:c xmlns:x='v'/></x:a>",
             "<a xmlns='u'><b xmlns=''/></a>",
             "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
             "<\xC3\xA4.-\xC2\xB7/>",
             "<a>></a>",
         })
        BOOST_TEST(why(text) == "", text << ": " << why(text));
}

BOOST_AUTO_TEST_CASE(refuses_a_doctype_and_processing_instructions)
{
    const std::string doctype = "a DOCTYPE or other declaration is not allowed";
    BOOST_TEST(why("<!DOCTYPE a><a/>") == "line 1, column 1: " + doctype);
    BOOST_TEST(why("<a>\n <!ENTITY x 'y'></a>") == "line 2, column 2: " + doctype);
    const std::string instruction = "a processing instruction is not allowed";
    BOOST_TEST(why("<?go?><a/>") == "line 1, column 1: " + instruction);
    BOOST_TEST(why("<?xml-stylesheet href='x'?><a/>") == "line 1, column 1: " + instruction);
    BOOST_TEST(why("<a><?xml version='1.0'?></a>") == "line 1, column 4: " + instruction);
    BOOST_TEST(why(" <?xml version='1.0'?><a/>") == "line 1, column 2: " + instruction);
}

BOOST_AUTO_TEST_CASE(refuses_a_bad_xml_declaration)
{
    BOOST_TEST(why("<?xml version='1.1'?><a/>") ==
               "line 1, column 20: the XML declaration does not say version 1.0");
    BOOST_TEST(why("<?xml encoding='utf-8'?><a/>") ==
               "line 1, column 6: the XML declaration does not say version 1.0");
    const std::string bad = "the XML declaration is not well formed";
    BOOST_TEST(why("<?xml version='1.0' encoding=''?><a/>") == "line 1, column 30: " + bad);
    BOOST_TEST(why("<?xml version='1.0' encoding='utf-8'") == "line 1, column 37: " + bad);
    BOOST_TEST(why("<?xml version='1.0' extra='x'?><a/>") == "line 1, column 21: " + bad);
    BOOST_TEST(why("<?xml version='1.0' standalone='maybe'?><a/>") ==
               "line 1, column 39: standalone is neither yes nor no");
}

BOOST_AUTO_TEST_CASE(refuses_an_encoding_that_contradicts_the_bytes)
{
    const std::string utf8 = "<?xml version='1.0' encoding='utf-8'?><a/>";
    const std::string utf16 = "<?xml version='1.0' encoding='UTF-16'?><a/>";
    BOOST_TEST(why(utf8) == "");
    BOOST_TEST(why(utf16, {}, Encoding::utf16) == "");
    BOOST_TEST(why(utf8, {}, Encoding::utf16) ==
               "line 1, column 37: the declared encoding is not that of the bytes");
    BOOST_TEST(why(utf16) == "line 1, column 38: the declared encoding is not that of the bytes");
    BOOST_TEST(why("<?xml version='1.0' encoding='latin1'?><a/>") ==
               "line 1, column 38: encoding \"latin1\" is not read, only UTF-8 and UTF-16");
}

BOOST_AUTO_TEST_CASE(refuses_mismatched_and_missing_tags)
{
    const std::string mismatch = "an end tag does not match the start tag before it";
    BOOST_TEST(why("<a><b></a></b>") == "line 1, column 10: " + mismatch);
    BOOST_TEST(why("<x:a xmlns:x='u' xmlns:y='u'></y:a>") == "line 1, column 35: " + mismatch);
    BOOST_TEST(why("</a>") == "line 1, column 4: " + mismatch);
    BOOST_TEST(why("<a>") == "line 1, column 4: the document ends inside an element");
    BOOST_TEST(why("<a></a") == "line 1, column 7: an end tag does not end in >");
    BOOST_TEST(why("<a></a b='c'>") == "line 1, column 8: an end tag does not end in >");
    BOOST_TEST(why("<a") == "line 1, column 3: a start tag does not end in >");
    BOOST_TEST(why("<a / >") == "line 1, column 4: a start tag does not end in >");
    BOOST_TEST(why("<a<b/>") == "line 1, column 3: a start tag does not end in >");
}

BOOST_AUTO_TEST_CASE(refuses_text_and_elements_outside_the_root)
{
    BOOST_TEST(why("") == "the document is empty");
    BOOST_TEST(why(" \n ") == "line 2, column 2: there is no element");
    BOOST_TEST(why("<!-- -->") == "line 1, column 9: there is no element");
    BOOST_TEST(why("x<a/>") == "line 1, column 1: text outside the root element");
    BOOST_TEST(why("<a/>&#32;") == "line 1, column 5: text outside the root element");
    BOOST_TEST(why("<a/><![CDATA[]]>") == "line 1, column 5: text outside the root element");
    BOOST_TEST(why("<a/><b/>") == "line 1, column 7: a second root element");
    // A second byte order mark is a character.
    BOOST_TEST(why("\xEF\xBB\xBF<a/>") == "line 1, column 1: text outside the root element");
}

BOOST_AUTO_TEST_CASE(refuses_bad_names)
{
    for (const char* text : {"<>", "< a/>", "<1/>", "<-a/>", "<:a/>", "<a:/>", "<a:1/>",
                             "<a 1='x'/>", "<a =''/>", "<a :b=''/>"})
        BOOST_TEST(why(text).ends_with("a name is expected"), text << ": " << why(text));
    BOOST_TEST(why("<x:a:b xmlns:x='u'/>") == "line 1, column 5: a prefix is not declared");
    BOOST_TEST(why("<a xmlns:='u'/>") == "line 1, column 10: a name is expected");
}

BOOST_AUTO_TEST_CASE(refuses_bad_attributes)
{
    BOOST_TEST(why("<a b/>") == "line 1, column 5: an attribute has no value in quotes");
    BOOST_TEST(why("<a b=c/>") == "line 1, column 6: an attribute has no value in quotes");
    BOOST_TEST(why("<a b='c/>") == "line 1, column 6: an attribute value does not end");
    BOOST_TEST(why("<a b='<'/>") == "line 1, column 6: < stands in an attribute value");
    BOOST_TEST(why("<a b=''c=''/>") == "line 1, column 8: a start tag does not end in >");
}

BOOST_AUTO_TEST_CASE(refuses_a_duplicate_attribute_by_expanded_name)
{
    BOOST_TEST(why("<a b='' b=''/>") == "line 1, column 13: an attribute occurs twice");
    BOOST_TEST(why("<a xmlns:x='u' xmlns:y='&#117;' x:b='' y:b=''/>") ==
               "line 1, column 46: an attribute occurs twice");
    BOOST_TEST(why("<a xmlns='u' xmlns='v'/>") == "line 1, column 23: an attribute occurs twice");
    BOOST_TEST(why("<a xmlns:x='u' xmlns:x='u'/>") ==
               "line 1, column 27: an attribute occurs twice");
}

BOOST_AUTO_TEST_CASE(refuses_undeclared_and_reserved_prefixes)
{
    BOOST_TEST(why("<x:a/>") == "line 1, column 5: a prefix is not declared");
    BOOST_TEST(why("<a x:b=''/>") == "line 1, column 10: a prefix is not declared");
    BOOST_TEST(why("<a><b xmlns:x='u'/><x:c/></a>") ==
               "line 1, column 24: a prefix is not declared");
    BOOST_TEST(why("<xmlns:a/>") == "line 1, column 9: a prefix is not declared");
    BOOST_TEST(why("<a xmlns:x=''/>") == "line 1, column 14: a prefix is bound to no namespace");
    for (const char* text : {"<a xmlns:xml='u'/>", "<a xmlns:xmlns='u'/>",
                             "<a xmlns:x='http://www.w3.org/XML/1998/namespace'/>",
                             "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
                             "<a xmlns='http://www.w3.org/2000/xmlns/'/>"})
        BOOST_TEST(why(text).ends_with("a reserved prefix or namespace is declared"), text);
}

BOOST_AUTO_TEST_CASE(refuses_bad_comments_sections_and_text)
{
    const std::string comment = "a comment does not end, or has -- inside";
    BOOST_TEST(why("<a><!-- </a>") == "line 1, column 4: " + comment);
    BOOST_TEST(why("<a><!-- -- --></a>") == "line 1, column 4: " + comment);
    BOOST_TEST(why("<a><!-- ---></a>") == "line 1, column 4: " + comment);
    BOOST_TEST(why("<a><!--></a>") == "line 1, column 4: " + comment);
    BOOST_TEST(why("<a><![CDATA[ </a>") == "line 1, column 4: a CDATA section does not end");
    BOOST_TEST(why("<a>]]></a>") == "line 1, column 4: ]]> stands in text");
}

BOOST_AUTO_TEST_CASE(refuses_references_without_quoting_them)
{
    const std::string bad =
        "a reference is neither to a character nor to one of XML's five entities";
    BOOST_TEST(why("<a>\n\xC3\xA4&hunter2;</a>") == "line 1, column 4: " + bad);
    BOOST_TEST(why("<a b='&x;'/>") == "line 1, column 6: " + bad);
    BOOST_TEST(why("<a>&#x100000041;</a>") == "line 1, column 4: " + bad);
    BOOST_TEST(why("<a>a & b</a>") == "line 1, column 4: " + bad);
}

BOOST_AUTO_TEST_CASE(counts_columns_in_characters)
{
    BOOST_TEST(why("<a>\n<b c='\xC3\xA4\xE2\x82\xAC' d/></a>") ==
               "line 2, column 12: an attribute has no value in quotes");
}

BOOST_AUTO_TEST_CASE(keeps_within_limits)
{
    const auto nested = [](int depth) { return repeated("<a>", depth) + repeated("</a>", depth); };
    BOOST_TEST(why(nested(64)) == "");
    BOOST_TEST(why(nested(65)) == "line 1, column 195: more than 64 elements inside each other");
    const Limits few{.elements = 3};
    BOOST_TEST(why("<a><b/><c/></a>", few) == "");
    BOOST_TEST(why("<a><b/><c/><d/></a>", few) == "line 1, column 14: more than 3 elements");
    const Limits two{.attributes = 2};
    BOOST_TEST(why("<a b='' c=''/>", two) == "");
    BOOST_TEST(why("<a b='' c='' d=''/>", two) ==
               "line 1, column 14: more than 2 attributes on one element");
    const Limits name{.name_bytes = 4};
    BOOST_TEST(why("<abcd/>", name) == "");
    BOOST_TEST(why("<abcde/>", name) == "line 1, column 7: a name is longer than 4 bytes");
    const Limits value{.attribute_bytes = 4};
    BOOST_TEST(why("<a b='1234'/>", value) == "");
    BOOST_TEST(why("<a b='12345'/>", value) ==
               "line 1, column 6: an attribute value is longer than 4 bytes");
    const Limits open{.open_attributes = 2};
    BOOST_TEST(why("<a b=''><c d=''/><c d=''/></a>", open) == "");
    BOOST_TEST(why("<a b=''><c d=''><e f=''/></c></a>", open) ==
               "line 1, column 24: more than 2 attributes on elements inside each other");
}

BOOST_AUTO_TEST_SUITE_END()
