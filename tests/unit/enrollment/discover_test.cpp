#include "enrollment/discover.h"

#include "soap/action.h"
#include "xml/name.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::enrollment;

namespace {

config::Settings settings()
{
    config::Settings settings;
    settings.service.auth_policies = {"OnPremise"};
    settings.service.policy_url = "https://p";
    settings.service.enrollment_url = "https://e";
    settings.onpremise.checkers = {{.password_file = "users"}};
    return settings;
}

std::string message(std::string_view action = soap::action::discover,
                    const std::string& policy = "OnPremise")
{
    return "<s:Envelope xmlns:s='" + std::string(xml::ns::soap12) + "' xmlns:a='" +
           std::string(xml::ns::addressing) + "'><s:Header><a:Action>" + std::string(action) +
           "</a:Action><a:MessageID>urn:uuid:7</a:MessageID></s:Header><s:Body><Discover xmlns='" +
           std::string(xml::ns::discovery) +
           "'><request><RequestVersion>9.0</RequestVersion>"
           "<AuthPolicies><AuthPolicy>" +
           policy + "</AuthPolicy></AuthPolicies></request></Discover></s:Body></s:Envelope>";
}

Reply refused(const std::string& text, const config::Settings& with)
{
    auto reply = discover(bytes_of(text), with, {Time{}, "trace-7"});
    BOOST_REQUIRE(reply.refusal.has_value());
    BOOST_TEST(reply.soap.find("<TraceId>trace-7</TraceId>") != reply.soap.npos);
    return reply;
}

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != text.npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(discover_test)

BOOST_AUTO_TEST_CASE(answers_from_the_configuration)
{
    const auto reply = discover(bytes_of(message()), settings(), {Time{}, "trace-7"});
    BOOST_TEST(!reply.refusal.has_value());
    BOOST_TEST(contains(reply.soap, "<a:RelatesTo>urn:uuid:7</a:RelatesTo>"));
    BOOST_TEST(contains(reply.soap, "CorrelationId=\"trace-7\""));
    BOOST_TEST(contains(
        reply.soap, "<AuthPolicy>OnPremise</AuthPolicy><EnrollmentVersion>4.0</EnrollmentVersion>"
                    "<EnrollmentPolicyServiceUrl>https://p</EnrollmentPolicyServiceUrl>"
                    "<EnrollmentServiceUrl>https://e</EnrollmentServiceUrl>"));
}

BOOST_AUTO_TEST_CASE(refuses_when_nothing_is_configured)
{
    struct Gap {
        config::Settings with;
        std::string log;
    };
    std::vector<Gap> gaps{{settings(), "[service] auth_policies is not configured"},
                          {settings(), "[service] policy_url is not configured"},
                          {settings(), "[service] enrollment_url is not configured"},
                          {settings(), "[onpremise] has neither a password_file nor checkers"}};
    gaps[0].with.service.auth_policies.clear();
    gaps[1].with.service.policy_url.clear();
    gaps[2].with.service.enrollment_url.clear();
    gaps[3].with.onpremise.checkers.clear();
    for (const auto& gap : gaps) {
        const auto reply = refused(message(), gap.with);
        BOOST_TEST(reply.refusal->log == gap.log + " [enrollkit.toml(5)]");
        BOOST_TEST(contains(reply.soap, ">s:EnrollmentServer<"));
        BOOST_TEST(!contains(reply.soap, "configured"));
    }
}

BOOST_AUTO_TEST_CASE(announces_the_web_page_of_a_federated_sign_in)
{
    auto with = settings();
    with.service.auth_policies = {"Federated", "OnPremise"};
    with.federated.authentication_url = "https://l";
    with.federated.key_file = "key";
    const auto reply = enrollment::discover(bytes_of(message(soap::action::discover, "Federated")),
                                            with, {Time{}, "t-9"});
    BOOST_TEST(!reply.refusal.has_value());
    BOOST_TEST(contains(reply.soap, "<AuthPolicy>Federated</AuthPolicy>"));
    BOOST_TEST(
        contains(reply.soap, "<AuthenticationServiceUrl>https://l</AuthenticationServiceUrl>"));
    const auto by_password = enrollment::discover(bytes_of(message()), with, {Time{}, "t-9"});
    BOOST_TEST(contains(by_password.soap, "<AuthPolicy>OnPremise</AuthPolicy>"));
    BOOST_TEST(!contains(by_password.soap, "AuthenticationServiceUrl"));

    with.federated.key_file.clear();
    BOOST_TEST(refused(message(), with).refusal->log ==
               "[federated] key_file is not configured [enrollkit.toml(5)]");
    with.federated.issuers.resize(1);
    with.federated.authentication_url.clear();
    BOOST_TEST(refused(message(), with).refusal->log ==
               "[federated] authentication_url is not configured [enrollkit.toml(5)]");
}

BOOST_AUTO_TEST_CASE(refuses_a_device_that_offers_nothing_configured)
{
    const auto reply = refused(message(soap::action::discover, "Federated"), settings());
    BOOST_TEST(contains(reply.soap, ">s:Authentication<"));
    BOOST_TEST(contains(reply.soap, "<a:RelatesTo>urn:uuid:7</a:RelatesTo>"));
    BOOST_TEST(reply.refusal->log == "the device offers AuthPolicy Federated, the server has "
                                     "OnPremise [MS-MDE2 3.1.4.1.3.2]");
}

BOOST_AUTO_TEST_CASE(refuses_another_action)
{
    const auto reply = refused(message("urn:other"), settings());
    BOOST_TEST(contains(reply.soap, ">s:MessageFormat<"));
    BOOST_TEST(contains(reply.soap, "Action is urn:other"));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_message_in_the_configured_language)
{
    auto with = settings();
    with.service.language = "de-DE";
    const auto reply = refused("hello", with);
    BOOST_TEST(contains(reply.soap, ">s:MessageFormat<"));
    BOOST_TEST(contains(reply.soap, "xml:lang=\"de-DE\">line 1, column 1: text outside"));
    with.service.body_limit = 1024;
    BOOST_TEST(refused(message() + std::string(1024, ' '), with).refusal->log ==
               "the document is longer than 1024 bytes");
}

BOOST_AUTO_TEST_SUITE_END()
