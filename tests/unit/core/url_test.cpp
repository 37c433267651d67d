#include "core/url.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

BOOST_AUTO_TEST_SUITE(url_test)

BOOST_AUTO_TEST_CASE(splits_a_url)
{
    const auto url = parse_url("HTTPS://MDM.Example.com:8443/a/b?c").value();
    BOOST_TEST(url.scheme == "https");
    BOOST_TEST(url.host == "mdm.example.com");
    BOOST_TEST(url.origin == "https://MDM.Example.com:8443");
    BOOST_TEST(url.path == "/a/b?c");
    BOOST_TEST(parse_url("https://[::1]:8443/")->host == "[::1]");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_absolute_url)
{
    for (const char* text : {"", "/path", "https://", "https:///path", "://host", "https://h/a b",
                             "https://user@host/", "https://h/\"", "https://:443/"})
        BOOST_TEST(!parse_url(text).has_value(), text);
    BOOST_TEST(parse_url("mdm.example.com").error().message ==
               "'mdm.example.com' is not an absolute URL");
}

BOOST_AUTO_TEST_SUITE_END()
