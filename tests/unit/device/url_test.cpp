#include "device/url.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::device;

BOOST_AUTO_TEST_SUITE(url_test)

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
