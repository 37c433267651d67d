#include "device/html_form.h"

#include <boost/test/unit_test.hpp>

using namespace mdm::device;

namespace {

/// "METHOD ACTION" of each form, and "TYPE NAME=VALUE" of its fields.
std::string forms_in(std::string_view html)
{
    std::string text;
    for (const auto& form : read_forms(html)) {
        text += (form.post ? "post " : "get ") + form.action + "\n";
        for (const auto& field : form.fields)
            text += field.type + " " + field.name + "=" + field.value + "\n";
    }
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(html_form_test)

BOOST_AUTO_TEST_CASE(reads_a_form_however_it_is_written)
{
    BOOST_TEST(forms_in("<form method=\"post\" action='/in?a=1&amp;b=2'><input name=user "
                        "value='a&quot;&#39;&#x3c;b'><input type=PASSWORD name=p required>"
                        "<button>Go</button></form>") ==
               "post /in?a=1&b=2\ntext user=a\"'<b\npassword p=\nsubmit =\n");
    BOOST_TEST(forms_in("<FORM\nMETHOD=Post ><INPUT NAME = x VALUE = 1 />") == "post \ntext x=1\n");
    BOOST_TEST(forms_in("<form><input name=a></form><input name=b><form action=c>") ==
               "get \ntext a=\nget c\n");
    BOOST_TEST(forms_in("<form><input name=a value='&copy;&;&#0;&#999999999999;&amp'>") ==
               "get \ntext a=&copy;&;&#0;&#999999999999;&amp\n");
}

BOOST_AUTO_TEST_CASE(passes_over_what_is_no_markup)
{
    BOOST_TEST(forms_in("<!-- <form action=a> --><script>'<form action=b>'</script>"
                        "<style><form action=c></style><form action=d>") == "get d\n");
}

BOOST_AUTO_TEST_CASE(what_is_broken_off_ends_the_page)
{
    const std::string whole = "<form action='x'><input name=\"a\" value='b'><!-- c --></form>";
    for (std::size_t length = 0; length <= whole.size(); ++length)
        BOOST_TEST(read_forms(std::string_view(whole).substr(0, length)).size() <= 1U);
    BOOST_TEST(forms_in("<form><input name='a") == "get \ntext a=\n");
}

BOOST_AUTO_TEST_CASE(reads_no_more_than_it_says)
{
    std::string many;
    for (int i = 0; i < 100; ++i)
        many += "<form>";
    BOOST_TEST(read_forms(many).size() == 16U);
    std::string fields = "<form>";
    for (int i = 0; i < 100; ++i)
        fields += "<input name=a>";
    BOOST_TEST(read_forms(fields).front().fields.size() == 64U);
}

BOOST_AUTO_TEST_CASE(finds_what_a_page_says_is_wrong)
{
    BOOST_TEST(alert_of("<p>a<div role=\"alert\"><p> No &amp; never. </p></div>") == "No & never.");
    BOOST_TEST(alert_of("<p role=alert>Wrong") == "Wrong");
    BOOST_TEST(alert_of("<p>All is well") == "");
    BOOST_TEST(alert_of("<div role=alert>") == "");
}

BOOST_AUTO_TEST_SUITE_END()
