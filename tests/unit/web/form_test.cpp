#include "web/form.h"

#include <boost/test/unit_test.hpp>

using namespace mdm::web;

BOOST_AUTO_TEST_SUITE(form_test)

BOOST_AUTO_TEST_CASE(reads_fields)
{
    const auto fields = parse_form("user=a%40b+c&&password=%C3%A4%2B&empty=&bare").value();
    BOOST_TEST(fields.text("user").value() == "a@b c");
    BOOST_TEST(fields.text("password").value() == "\xC3\xA4+");
    BOOST_TEST((fields.find("empty").value() == ""));
    BOOST_TEST((fields.find("bare").value() == ""));
    BOOST_TEST(!fields.find("other").value().has_value());
    BOOST_TEST(parse_form("").has_value());
}

BOOST_AUTO_TEST_CASE(refuses_what_is_broken)
{
    for (const char* text : {"a=%", "a=%4", "a=%zz", "a=%00", "a=%ff", "%ed%a0%80=1"})
        BOOST_TEST(!parse_form(text).has_value(), text);
    BOOST_TEST(parse_form("a=%4").error().message == "a form field has a broken percent escape");
}

BOOST_AUTO_TEST_CASE(refuses_a_field_that_is_there_twice)
{
    const auto fields = parse_form("a=1&a=2").value();
    BOOST_TEST(fields.text("a").error().message == "the field a is there twice");
}

BOOST_AUTO_TEST_CASE(refuses_more_fields_than_a_form_of_ours_has)
{
    std::string text;
    for (int i = 0; i < 32; ++i)
        text += "a=1&";
    BOOST_TEST(parse_form(text).has_value());
    BOOST_TEST(parse_form(text + "b=1").error().message == "there are more than 32 form fields");
}

BOOST_AUTO_TEST_CASE(writes_what_it_reads)
{
    const std::string odd = "a b&c=d%\xC3\xA4/\"'\r\n";
    const auto text = to_form({{"x", odd}, {"y", "1"}});
    BOOST_TEST(text == "x=a%20b%26c%3Dd%25%C3%A4%2F%22%27%0D%0A&y=1");
    BOOST_TEST(parse_form(text)->text("x").value() == odd);
}

BOOST_AUTO_TEST_SUITE_END()
