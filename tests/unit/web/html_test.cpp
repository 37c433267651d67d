#include "web/html.h"

#include "web/page.h"

#include <boost/test/unit_test.hpp>

using namespace mdm::web;

BOOST_AUTO_TEST_SUITE(html_test)

BOOST_AUTO_TEST_CASE(a_text_is_escaped_for_content_and_attributes)
{
    BOOST_TEST(Html("<a href=\"x\">'&").text() == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
    BOOST_TEST(Html("a\tb\nc").text() == "a\tb\nc");
}

BOOST_AUTO_TEST_CASE(control_characters_and_what_is_not_utf8_are_replaced)
{
    BOOST_TEST(Html(std::string("a\0b\x1b\r", 5)).text() == "a\xEF\xBF\xBD"
                                                            "b\xEF\xBF\xBD\xEF\xBF\xBD");
    BOOST_TEST(Html("\xC3\xA4").text() == "\xC3\xA4");
    BOOST_TEST(Html("\xE4<").text() == "\xEF\xBF\xBD&lt;");
}

BOOST_AUTO_TEST_CASE(what_fills_a_template_is_not_looked_at_again)
{
    BOOST_TEST(
        fill("<p>{{a}}{{b}}{{none}}</p>", {{"a", "{{b}}<"}, {"b", Html::of("<br>")}}).text() ==
        "<p>{{b}}&lt;<br></p>");
    BOOST_TEST(fill("x{{a", {{"a", "y"}}).text() == "xy");
}

BOOST_AUTO_TEST_CASE(plain_text_becomes_paragraphs)
{
    BOOST_TEST(paragraphs_of("# A <b>\none\r\ntwo\n\n\nthree").text() ==
               "<h3>A &lt;b&gt;</h3>\n<p>one<br>\ntwo</p>\n<p>three</p>\n");
}

BOOST_AUTO_TEST_CASE(the_text_on_a_colour_can_be_read)
{
    BOOST_TEST(text_color_on("#0b5cad") == "#ffffff");
    BOOST_TEST(text_color_on("#FFCC00") == "#000000");
    BOOST_TEST(text_color_on("#000000") == "#ffffff");
}

BOOST_AUTO_TEST_SUITE_END()
