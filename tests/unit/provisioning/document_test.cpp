#include "provisioning/document.h"

#include "core/expand.h"
#include "provisioning/check.h"
#include "provisioning_fixture.h"

#include <boost/test/unit_test.hpp>

#include <array>

using namespace mdm;
using namespace mdm::provisioning;

namespace {

/// The base64 of a PEM file, which openssl wrote.
std::string body(const std::string& name)
{
    std::string text = sample::file(name + ".pem");
    text = text.substr(text.find('\n'));
    text = text.substr(0, text.find("-----"));
    std::erase(text, '\n');
    return text;
}

std::string with_certificates(std::string_view text)
{
    const auto root = body("root");
    const auto issuing = body("issuing");
    const auto device = body("device");
    const std::array<Variable, 3> variables{
        {{"root", root}, {"issuing", issuing}, {"device", device}}};
    return expand(text, variables).value();
}

constexpr std::string_view authorities =
    R"(<characteristic type="Root"><characteristic type="System">)"
    R"(<characteristic type="931EFD2B95E8618A6354EC52679ABD4DA8E9D331">)"
    R"(<parm name="EncodedCertificate" value="{root}"/>)"
    R"(</characteristic></characteristic></characteristic>)"
    R"(<characteristic type="CA"><characteristic type="System">)"
    R"(<characteristic type="7F8F556BD74F736DD1153E599DD8975415603F2E">)"
    R"(<parm name="EncodedCertificate" value="{issuing}"/>)"
    R"(</characteristic></characteristic></characteristic>)";

constexpr std::string_view account =
    R"(<characteristic type="APPLICATION"><parm name="APPID" value="w7"/>)"
    R"(<parm name="PROVIDER-ID" value="Example-MDM"/><parm name="NAME" value="Example &amp; Co"/>)"
    R"(<parm name="ADDR" value="https://mdm.example.test/dm"/>)"
    R"(<characteristic type="APPAUTH"><parm name="AAUTHLEVEL" value="APPSRV"/>)"
    R"(<parm name="AAUTHTYPE" value="DIGEST"/><parm name="AAUTHNAME" value="device 1"/>)"
    R"(<parm name="AAUTHSECRET" value="to-server"/>)"
    R"(<parm name="AAUTHDATA" value="AQEBAQEBAQEBAQEBAQEBAQ=="/></characteristic>)"
    R"(<characteristic type="APPAUTH"><parm name="AAUTHLEVEL" value="CLIENT"/>)"
    R"(<parm name="AAUTHTYPE" value="DIGEST"/><parm name="AAUTHSECRET" value="to-device"/>)"
    R"(<parm name="AAUTHDATA" value="AgICAgICAgICAgICAgICAg=="/></characteristic>)"
    R"(</characteristic>)";

constexpr std::string_view client =
    R"(<characteristic type="DMClient"><characteristic type="Provider">)"
    R"(<characteristic type="Example-MDM">)"
    R"(<parm name="UPN" value="anna@example.test" datatype="string"/>)"
    R"(<parm name="EntDeviceName" value="PC-7" datatype="string"/>)"
    R"(<parm name="EntDMID" value="device 1" datatype="string"/><characteristic type="Poll">)"
    R"(<parm name="NumberOfFirstRetries" value="5" datatype="integer"/>)"
    R"(<parm name="IntervalForFirstSetOfRetries" value="15" datatype="integer"/>)"
    R"(<parm name="NumberOfSecondRetries" value="10" datatype="integer"/>)"
    R"(<parm name="IntervalForSecondSetOfRetries" value="60" datatype="integer"/>)"
    R"(<parm name="NumberOfRemainingScheduledRetries" value="0" datatype="integer"/>)"
    R"(<parm name="IntervalForRemainingScheduledRetries" value="1440" datatype="integer"/>)"
    R"(</characteristic></characteristic></characteristic></characteristic>)";

std::string expected_enrollment()
{
    return R"(<wap-provisioningdoc version="1.1"><characteristic type="CertificateStore">)" +
           with_certificates(authorities) +
           with_certificates(
               R"(<characteristic type="My"><characteristic type="User">)"
               R"(<characteristic type="AC198C44C7F7652CC447ACEDFB407E90C5012BDA">)"
               R"(<parm name="EncodedCertificate" value="{device}"/></characteristic>)"
               R"(<characteristic type="PrivateKeyContainer"/></characteristic>)"
               R"(<characteristic type="WSTEP"><characteristic type="Renew">)"
               R"(<parm name="ROBOSupport" value="true" datatype="boolean"/>)"
               R"(<parm name="RenewPeriod" value="42" datatype="integer"/>)"
               R"(<parm name="RetryInterval" value="7" datatype="integer"/>)"
               R"(</characteristic></characteristic></characteristic></characteristic>)") +
           std::string(account) + std::string(client) + "</wap-provisioningdoc>";
}

std::string complaint(const Document& document)
{
    return to_xml(document).error().message;
}

/// The part of the document that a change of settings writes.
bool writes(const Document& document, std::string_view part)
{
    const auto xml = to_xml(document).value();
    const auto checked = check(bytes_of(xml), {});
    BOOST_TEST(checked.has_value());
    return xml.find(part) != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(document_test)

BOOST_AUTO_TEST_CASE(writes_the_proven_document)
{
    auto document = sample::document();
    document.renew = Renew{};
    BOOST_TEST(to_xml(document).value() == expected_enrollment());
}

BOOST_AUTO_TEST_CASE(what_is_written_passes_the_check)
{
    auto document = sample::document();
    const auto xml = to_xml(document).value();
    const auto taken = check(bytes_of(xml), {.store = Store::user}).value();
    BOOST_TEST(!taken.renew.has_value());
    BOOST_TEST(taken.advice.empty());
    document.store = Store::system;
    document.certificates = {.leaf = sample::der("direct"), .root = sample::der("root")};
    document.renew = Renew{std::chrono::days(60), std::chrono::days(4), "https://a/x"};
    const auto system = to_xml(document).value();
    const auto other = check(bytes_of(system), {.store = Store::system}).value();
    BOOST_TEST((other.renew == document.renew));
    BOOST_TEST(other.certificates.intermediates.empty());
}

BOOST_AUTO_TEST_CASE(a_renewal_is_small)
{
    const Renewal renewal{{.leaf = sample::der("device")}, Store::system, "Example-MDM"};
    const auto xml = to_xml(renewal).value();
    BOOST_TEST(
        xml ==
        with_certificates(
            R"(<wap-provisioningdoc version="1.1"><characteristic type="CertificateStore">)"
            R"(<characteristic type="My"><characteristic type="System">)"
            R"(<characteristic type="AC198C44C7F7652CC447ACEDFB407E90C5012BDA">)"
            R"(<parm name="EncodedCertificate" value="{device}"/>)"
            R"(<characteristic type="PrivateKeyContainer"/></characteristic></characteristic>)"
            R"(</characteristic></characteristic><characteristic type="APPLICATION">)"
            R"(<parm name="PROVIDER-ID" value="Example-MDM"/></characteristic>)"
            R"(</wap-provisioningdoc>)"));
    const Expectations expectations{.form = Form::renewal, .store = Store::system};
    BOOST_TEST(check(bytes_of(xml), expectations).has_value());
}

BOOST_AUTO_TEST_CASE(writes_every_kind_of_parm)
{
    auto document = sample::document();
    document.application.parms = {{"CONNRETRYFREQ", std::int64_t{6}},
                                  {"BACKCOMPATRETRYDISABLED", true},
                                  {"USEHWDEVID", false},
                                  {"CRLCheck", true},
                                  {"TO-NAPID", ""},
                                  {"SSLCLIENTCERTSEARCHCRITERIA", true}};
    BOOST_TEST(writes(
        document,
        R"(<parm name="ADDR" value="https://mdm.example.test/dm"/>)"
        R"(<parm name="CONNRETRYFREQ" value="6"/><parm name="BACKCOMPATRETRYDISABLED"/>)"
        R"(<parm name="SSLCLIENTCERTSEARCHCRITERIA" value="Subject=DC%3Dtest%2CDC%3Dexample%2C)"
        R"(O%3D%22Example%2C%20Inc.%22%2CCN%3Ddevice%201&amp;Stores=My%5CUser"/>)"
        R"(<parm name="CRLCheck" value="1"/><characteristic type="APPAUTH">)"));
}

BOOST_AUTO_TEST_CASE(a_basic_account_has_no_nonce)
{
    auto document = sample::document();
    BOOST_TEST(apply(document.application, {{"AAUTHTYPE", "BASIC"}}).has_value());
    BOOST_TEST(writes(document,
                      R"(<parm name="AAUTHTYPE" value="BASIC"/>)"
                      R"(<parm name="AAUTHNAME" value="device 1"/>)"
                      R"(<parm name="AAUTHSECRET" value="to-server"/></characteristic>)"));
}

BOOST_AUTO_TEST_CASE(nodes_of_a_group_stand_together)
{
    auto document = sample::document();
    document.dmclient.push_back({"Poll/PollOnLogin", true});
    document.dmclient.push_back({"FirstSyncStatus/ExpectedPolicies", "./a ./b"});
    document.dmclient.push_back({"HelpWebsite", "https://x/?a=1&b=\"2\""});
    document.dmclient.push_back({"CustomEnrollmentCompletePage/BodyText", "one\n\ttwo"});
    BOOST_TEST(writes(document, R"(value="1440" datatype="integer"/>)"
                                R"(<parm name="PollOnLogin" value="true" datatype="boolean"/>)"
                                R"(</characteristic>)"));
    BOOST_TEST(writes(document, "value=\"./a\xEF\x80\x80./b\" datatype=\"string\""));
    BOOST_TEST(writes(document, R"(value="https://x/?a=1&amp;b=&quot;2&quot;")"));
    BOOST_TEST(to_xml(document).value().find_first_of("\n\r\t") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(enterprise_apps_come_last)
{
    auto document = sample::document();
    document.enterprise = Enterprise{"4000000001", "dG9rZW4=", {{"CRLCheck", true}}};
    BOOST_TEST(writes(document,
                      R"(<characteristic type="EnterpriseAppManagement">)"
                      R"(<characteristic type="4000000001">)"
                      R"(<parm name="EnrollmentToken" value="dG9rZW4=" datatype="string"/>)"
                      R"(<parm name="CRLCheck" value="1" datatype="string"/></characteristic>)"
                      R"(</characteristic></wap-provisioningdoc>)"));
}

BOOST_AUTO_TEST_CASE(refuses_to_write_what_breaks_a_rule)
{
    auto document = sample::document();
    document.application.provider_id = "a b";
    BOOST_TEST(complaint(document) == "the provider id 'a b' must be letters, digits, '-', '.', "
                                      "'_' and '~'");
    document = sample::document();
    document.application.address = "http://mdm.example.test";
    BOOST_TEST(complaint(document) == "the address 'http://mdm.example.test' is not an https URL");
    document = sample::document();
    document.application.server_secret = Secret();
    BOOST_TEST(complaint(document) == "an account without a password");
    document = sample::document();
    document.application.parms = {{"INIT", true}};
    BOOST_TEST(complaint(document) ==
               "INIT cannot be set here: a device that finds it fails the enrollment");
    document = sample::document();
    document.renew = Renew{std::chrono::days(3), std::chrono::days(4)};
    BOOST_TEST(complaint(document) == "RetryInterval must not be longer than RenewPeriod");
    document = sample::document();
    document.enterprise = Enterprise{.id = "a/b", .token = ""};
    BOOST_TEST(complaint(document) == "the id of EnterpriseAppManagement 'a/b' must be letters, "
                                      "digits, '-', '.', '_' and '~'");
}

BOOST_AUTO_TEST_CASE(refuses_a_schedule_that_breaks_a_rule)
{
    auto document = sample::document();
    document.dmclient = {{"Poll/IntervalForSecondSetOfRetries", std::int64_t{3}},
                         {"Poll/NumberOfSecondRetries", std::int64_t{5}}};
    BOOST_TEST(complaint(document) ==
               "Poll/IntervalForSecondSetOfRetries should exceed IntervalForFirstSetOfRetries");
    document.dmclient = {{"Poll/NumberOfFirstRetries", std::int64_t{0}},
                         {"Poll/NumberOfSecondRetries", std::int64_t{5}}};
    BOOST_TEST(complaint(document) == "Poll/NumberOfFirstRetries must not be 0: the device would "
                                      "never end its first tries");
}

BOOST_AUTO_TEST_SUITE_END()
