#include "device/url.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::device;

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

BOOST_AUTO_TEST_CASE(adds_the_path_of_discovery_where_there_is_none)
{
    constexpr auto discovery = "https://mdm.example.com:1/EnrollmentServer/Discovery.svc";
    BOOST_TEST(discovery_url("https://mdm.example.com:1").value() == discovery);
    BOOST_TEST(discovery_url("https://mdm.example.com:1/").value() == discovery);
    BOOST_TEST(discovery_url("https://mdm.example.com/x").value() == "https://mdm.example.com/x");
}

BOOST_AUTO_TEST_CASE(discovers_by_https_alone)
{
    const auto plain = discovery_url("http://mdm.example.com");
    BOOST_TEST((plain.error().code == Errc::usage));
    BOOST_TEST(plain.error().message == "'http://mdm.example.com' is not an https URL");
}

BOOST_AUTO_TEST_CASE(derives_the_host_from_the_domain_of_a_user)
{
    BOOST_TEST(derived_url("ann@contoso.example", "Policy.svc") ==
               "https://enterpriseenrollment.contoso.example/EnrollmentServer/Policy.svc");
    BOOST_TEST(derived_url("CONTOSO\\ann", "Policy.svc") ==
               "https://enterpriseenrollment.example.com/EnrollmentServer/Policy.svc");
}

BOOST_AUTO_TEST_SUITE_END()
