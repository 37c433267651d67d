#include "discovery/response.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::discovery;

namespace {

using Words = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_SUITE(response_test)

BOOST_AUTO_TEST_CASE(answers_the_smaller_version)
{
    BOOST_TEST(negotiate_version(9.0, 4.0).value() == "4.0");
    BOOST_TEST(negotiate_version(4.0, 4.0).value() == "4.0");
    BOOST_TEST(negotiate_version(3.0, 4.0).value() == "3.0");
    BOOST_TEST(negotiate_version(3.5, 4.0).value() == "3.5");
    BOOST_TEST(negotiate_version(1e60, 4.0).value() == "4.0");
    BOOST_TEST(negotiate_version(12.0, 10.0).value() == "10.0");
}

BOOST_AUTO_TEST_CASE(answers_no_version_below_3)
{
    BOOST_TEST(!negotiate_version(1.0, 4.0).has_value());
    BOOST_TEST(!negotiate_version(2.99, 4.0).has_value());
    BOOST_TEST(!negotiate_version(0, 4.0).has_value());
}

BOOST_AUTO_TEST_CASE(chooses_the_first_configured_that_is_offered)
{
    const Words both{"Federated", "OnPremise"};
    BOOST_TEST(choose_auth_policy(both, Words{"OnPremise", "Federated"}).value() == "Federated");
    BOOST_TEST(choose_auth_policy(both, Words{"Certificate", "onpremise"}).value() == "OnPremise");
    BOOST_TEST(choose_auth_policy(both, Words{}).value() == "Federated");
}

BOOST_AUTO_TEST_CASE(refuses_a_device_that_offers_nothing_configured)
{
    const auto choice = choose_auth_policy(Words{"OnPremise"}, Words{"Federated", "\x1B[2J"});
    BOOST_REQUIRE(!choice);
    BOOST_TEST((choice.error().code == Errc::refused));
    BOOST_TEST(choice.error().message ==
               "the device offers AuthPolicy Federated, ?[2J, the server has OnPremise");
}

BOOST_AUTO_TEST_CASE(writes_the_result_in_the_customary_order)
{
    const Response response{.auth_policy = "Federated",
                            .version = "4.0",
                            .policy_url = "https://p/?a=1&b=2",
                            .enrollment_url = "https://e",
                            .authentication_url = "https://a"};
    BOOST_TEST(
        to_xml(response, "urn:uuid:1", "t-1") ==
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
        "xmlns:a=\"http://www.w3.org/2005/08/addressing\"><s:Header>"
        "<a:Action s:mustUnderstand=\"1\">http://schemas.microsoft.com/windows/management/2012/01/"
        "enrollment/IDiscoveryService/DiscoverResponse</a:Action>"
        "<ActivityId xmlns=\"http://schemas.microsoft.com/2004/09/ServiceModel/Diagnostics\" "
        "CorrelationId=\"t-1\">t-1</ActivityId><a:RelatesTo>urn:uuid:1</a:RelatesTo></s:Header>"
        "<s:Body><DiscoverResponse "
        "xmlns=\"http://schemas.microsoft.com/windows/management/2012/01/enrollment\">"
        "<DiscoverResult><AuthPolicy>Federated</AuthPolicy>"
        "<EnrollmentVersion>4.0</EnrollmentVersion>"
        "<EnrollmentPolicyServiceUrl>https://p/?a=1&amp;b=2</EnrollmentPolicyServiceUrl>"
        "<EnrollmentServiceUrl>https://e</EnrollmentServiceUrl>"
        "<AuthenticationServiceUrl>https://a</AuthenticationServiceUrl></DiscoverResult>"
        "</DiscoverResponse></s:Body></s:Envelope>");
}

BOOST_AUTO_TEST_CASE(leaves_out_what_there_is_not)
{
    const Response response{.auth_policy = "OnPremise",
                            .version = {},
                            .policy_url = "https://p",
                            .enrollment_url = "https://e",
                            .authentication_url = {}};
    const auto xml = to_xml(response, {}, {});
    for (const char* name :
         {"EnrollmentVersion", "AuthenticationServiceUrl", "RelatesTo", "ActivityId"})
        BOOST_TEST(xml.find(name) == xml.npos, name);
}

BOOST_AUTO_TEST_SUITE_END()
