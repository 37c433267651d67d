#include "provisioning/check.h"

#include "core/text.h"
#include "provisioning_fixture.h"
#include "x509/key.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::provisioning;

namespace {

std::string good()
{
    auto document = sample::document();
    document.renew = Renew{};
    return to_xml(document).value();
}

/// The good document with one text in place of another.
std::string with(std::string_view old, std::string_view now)
{
    std::string xml = good();
    const auto at = xml.find(old);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, old);
    return xml.replace(at, old.size(), now);
}

Error complaint(const std::string& xml, const Expectations& expectations = {})
{
    auto checked = check(bytes_of(xml), expectations);
    BOOST_REQUIRE(!checked.has_value());
    return checked.error();
}

/// What is wrong once a text of the good document is replaced.
std::string after(std::string_view old, std::string_view now)
{
    return complaint(with(old, now)).message;
}

const std::string thumbprint = x509::thumbprint(sample::der("device"));

} // namespace

BOOST_AUTO_TEST_SUITE(check_test)

BOOST_AUTO_TEST_CASE(yields_what_a_device_takes)
{
    const auto key = x509::parse_private_key(Secret(sample::file("device.key"))).value();
    const auto taken =
        check(bytes_of(good()), {.key = &key, .store = Store::user, .provider_id = "Example-MDM"})
            .value();
    BOOST_TEST((taken.certificates.leaf == sample::der("device")));
    BOOST_TEST((taken.certificates.intermediates == std::vector<Bytes>{sample::der("issuing")}));
    BOOST_TEST((taken.certificates.root == sample::der("root")));
    BOOST_TEST(taken.thumbprint == thumbprint);
    BOOST_TEST((taken.store == Store::user));
    BOOST_TEST((taken.renew == Renew{}));
    BOOST_TEST(taken.provider_id == "Example-MDM");
    BOOST_TEST(taken.name == "Example & Co");
    BOOST_TEST(taken.address == "https://mdm.example.test/dm");
    BOOST_TEST(taken.account_name == "device 1");
    BOOST_TEST((taken.poll == Poll{5, 15, 10, 60, 0, 1440}));
    BOOST_TEST(taken.dmclient.size() == 9U);
    BOOST_TEST(taken.dmclient.front().first == "UPN");
    BOOST_TEST(taken.advice.empty());
}

BOOST_AUTO_TEST_CASE(refuses_what_was_not_expected)
{
    const auto other = x509::make_key(x509::KeyType::p256).value();
    const auto key = complaint(good(), {.key = &other});
    BOOST_TEST((key.code == Errc::refused));
    BOOST_TEST(key.message == "the certificate holds another key than the request's");
    BOOST_TEST(complaint(good(), {.store = Store::system}).message ==
               "the certificate is in My/User, this enrollment needs My/System");
    BOOST_TEST(complaint(good(), {.provider_id = "Other"}).message ==
               "the document is of the provider 'Example-MDM', not of 'Other'");
}

BOOST_AUTO_TEST_CASE(accepts_the_key_container_inside)
{
    const auto inside =
        with("</characteristic><characteristic type=\"PrivateKeyContainer\"/></characteristic>",
             "<characteristic type=\"PrivateKeyContainer\"/></characteristic></characteristic>");
    BOOST_TEST(check(bytes_of(inside), {}).has_value());
    BOOST_TEST(after("<characteristic type=\"PrivateKeyContainer\"/>", "") ==
               "CertificateStore/My/User has no PrivateKeyContainer");
}

BOOST_AUTO_TEST_CASE(accepts_two_blocks_of_certificates)
{
    const auto two = with("<characteristic type=\"My\">",
                          "</characteristic><characteristic type=\"CertificateStore\">"
                          "<characteristic type=\"My\">");
    BOOST_TEST(check(bytes_of(two), {}).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_a_broken_certificate_store)
{
    BOOST_TEST(after("type=\"Root\"", "type=\"ROOT\"") == "CertificateStore/ROOT is spelt Root");
    BOOST_TEST(after("type=\"Root\"", "type=\"Trusted\"") ==
               "CertificateStore/Trusted is not Root, CA or My");
    BOOST_TEST(after("type=\"User\"", "type=\"USER\"") ==
               "CertificateStore/My/USER is not User, System or WSTEP");
    BOOST_TEST(after("type=\"System\"", "type=\"User\"") ==
               "CertificateStore/Root/User is not System");
    BOOST_TEST(after("type=\"CA\"", "type=\"Root\"") ==
               "the certificate in Root/System is not self-signed");
    BOOST_TEST(after(thumbprint, "0123456789012345678901234567890123456789") ==
               "CertificateStore/My/User/0123456789012345678901234567890123456789 holds the "
               "certificate " +
                   thumbprint);
    BOOST_TEST(after(thumbprint, to_lower(thumbprint)) ==
               "CertificateStore/My/User/" + to_lower(thumbprint) + " holds the certificate " +
                   thumbprint);
    BOOST_TEST(after(thumbprint, "device") ==
               "CertificateStore/My/User/device is not a thumbprint");
    BOOST_TEST(after("value=\"MII", "value=\"MII&#10;")
                   .ends_with("EncodedCertificate is not base64 on one line"));
    BOOST_TEST(after("EncodedCertificate", "Certificate").ends_with(" has no EncodedCertificate"));
}

BOOST_AUTO_TEST_CASE(refuses_certificates_that_do_not_chain)
{
    auto document = sample::document();
    document.certificates.root = sample::der("other");
    BOOST_TEST(complaint(to_xml(document).value()).message ==
               "the root did not issue the certificate below it");
}

BOOST_AUTO_TEST_CASE(refuses_the_wrong_order)
{
    BOOST_TEST(after("type=\"CertificateStore\"", "type=\"Certificates\"") ==
               "CertificateStore/My has no certificate");
    BOOST_TEST(after("<characteristic type=\"CertificateStore\">",
                     "<characteristic type=\"DMClient\"/>"
                     "<characteristic type=\"CertificateStore\">") ==
               "DMClient stands before APPLICATION");
    BOOST_TEST(after("<characteristic type=\"CertificateStore\">",
                     "<characteristic type=\"APPLICATION\"/>"
                     "<characteristic type=\"CertificateStore\">") ==
               "APPLICATION stands before CertificateStore");
    BOOST_TEST(after("<characteristic type=\"APPLICATION\">",
                     "<characteristic type=\"RootCATrustedCertificates\"/>"
                     "<characteristic type=\"APPLICATION\">") ==
               "RootCATrustedCertificates stands beside CertificateStore: devices fail with "
               "0x83750005");
    BOOST_TEST(after("<characteristic type=\"Root\">",
                     "<characteristic type=\"My\"/><characteristic type=\"Root\">") ==
               "CertificateStore/Root stands after My");
}

BOOST_AUTO_TEST_CASE(refuses_renewal_that_cannot_work)
{
    BOOST_TEST(
        after("value=\"7\"", "value=\"43\"") ==
        "CertificateStore/My/WSTEP/Renew: RetryInterval must not be longer than RenewPeriod");
    BOOST_TEST(
        after("value=\"42\"", "value=\"1001\"") ==
        "CertificateStore/My/WSTEP/Renew: RenewPeriod must be a whole number from 1 to 1000");
    BOOST_TEST(after("RenewPeriod", "RenewalPeriod") ==
               "CertificateStore/My/WSTEP/Renew: RenewalPeriod is spelt RenewPeriod");
    BOOST_TEST(after("value=\"42\" datatype=\"integer\"", "value=\"42\"") ==
               "CertificateStore/My/WSTEP/Renew: RenewPeriod has no datatype integer");
}

BOOST_AUTO_TEST_CASE(refuses_a_broken_account)
{
    BOOST_TEST(after("value=\"w7\"", "value=\"w2\"") == "APPLICATION: APPID is 'w2', not w7");
    BOOST_TEST(after("PROVIDER-ID", "Provider-ID") == "APPLICATION has no PROVIDER-ID");
    BOOST_TEST(after("\"NAME\"", "\"Name\"") == "APPLICATION: Name is spelt NAME");
    BOOST_TEST(after("https://mdm", "http://mdm") ==
               "ADDR 'http://mdm.example.test/dm' is not an https URL");
    BOOST_TEST(after("<parm name=\"APPID\"", "<parm name=\"INIT\"/><parm name=\"APPID\"") ==
               "APPLICATION: INIT makes the enrollment fail");
    BOOST_TEST(after("<parm name=\"APPID\"",
                     "<parm name=\"PROTOVER\" value=\"2\"/><parm name=\"APPID\"") ==
               "PROTOVER must be one of 1.1 1.2");
    BOOST_TEST(after("<parm name=\"APPID\"",
                     "<parm name=\"USEHWDEVID\" value=\"1\"/><parm name=\"APPID\"") ==
               "APPLICATION: USEHWDEVID takes no value");
}

BOOST_AUTO_TEST_CASE(refuses_broken_credentials)
{
    BOOST_TEST(after("value=\"CLIENT\"", "value=\"APPSRV\"") ==
               "APPLICATION: there must be one APPAUTH of level APPSRV and one of level CLIENT");
    BOOST_TEST(after("value=\"CLIENT\"", "value=\"client\"") ==
               "APPLICATION: AAUTHLEVEL is 'client', not APPSRV or CLIENT");
    BOOST_TEST(after("<parm name=\"AAUTHLEVEL\" value=\"CLIENT\"/>"
                     "<parm name=\"AAUTHTYPE\" value=\"DIGEST\"/>",
                     "<parm name=\"AAUTHLEVEL\" value=\"CLIENT\"/>"
                     "<parm name=\"AAUTHTYPE\" value=\"BASIC\"/>") ==
               "APPLICATION: AAUTHTYPE of CLIENT is 'BASIC', not DIGEST");
    BOOST_TEST(after("value=\"DIGEST\"", "value=\"NTLM\"") ==
               "APPLICATION: AAUTHTYPE of APPSRV is 'NTLM', not DIGEST or BASIC");
    BOOST_TEST(after("value=\"AQEB", "value=\"nonce") ==
               "APPLICATION: AAUTHDATA of APPSRV is not base64 on one line");
    BOOST_TEST(after("AAUTHSECRET", "SECRET") == "APPAUTH APPSRV has no AAUTHSECRET");
}

BOOST_AUTO_TEST_CASE(refuses_a_broken_client)
{
    BOOST_TEST(
        after("<characteristic type=\"Example-MDM\">", "<characteristic type=\"Example\">") ==
        "DMClient/Provider has no Example-MDM");
    BOOST_TEST(after("<characteristic type=\"Example-MDM\">",
                     "<characteristic type=\"Other\"/><characteristic type=\"Example-MDM\">") ==
               "DMClient/Provider has a node beside that of the PROVIDER-ID");
    BOOST_TEST(after("value=\"1440\"", "value=\"480\"") ==
               "DMClient: Poll/IntervalForRemainingScheduledRetries must not be less than 1440 "
               "minutes");
    BOOST_TEST(after("value=\"5\" datatype=\"integer\"", "value=\"5\"") ==
               "DMClient: Poll/NumberOfFirstRetries has no datatype");
    BOOST_TEST(after("value=\"5\" datatype=\"integer\"", "value=\"5\" datatype=\"string\"") ==
               "DMClient: Poll/NumberOfFirstRetries has the datatype string, not integer");
    BOOST_TEST(after("value=\"5\" datatype=\"integer\"", "value=\"x\" datatype=\"integer\"") ==
               "DMClient: Poll/NumberOfFirstRetries must be a whole number from 0 to 2147483647");
    BOOST_TEST(after("<characteristic type=\"Poll\">",
                     "<characteristic type=\"Push\"><parm name=\"PFN\" value=\"x\" "
                     "datatype=\"string\"/></characteristic><characteristic type=\"Poll\">") ==
               "DMClient: Push/PFN cannot stand in this document: the first management session "
               "sets it up");
}

BOOST_AUTO_TEST_CASE(advice_is_no_refusal)
{
    const auto advice = [](std::string_view old, std::string_view now) {
        const auto taken = check(bytes_of(with(old, now)), {}).value();
        return taken.advice.size() == 1 ? taken.advice.front() : "";
    };
    BOOST_TEST(advice("value=\"60\"", "value=\"3\"") ==
               "DMClient: Poll/IntervalForSecondSetOfRetries should exceed "
               "IntervalForFirstSetOfRetries");
    BOOST_TEST(advice("name=\"UPN\"", "name=\"Upn\"") ==
               "DMClient: Upn is not a node of this service");
    BOOST_TEST(
        advice("<parm name=\"APPID\"", "<parm name=\"COLOUR\" value=\"1\"/><parm name=\"APPID\"") ==
        "APPLICATION: COLOUR is no parm of w7");
}

BOOST_AUTO_TEST_CASE(the_criteria_find_the_certificate)
{
    auto document = sample::document();
    document.application.parms = {{"SSLCLIENTCERTSEARCHCRITERIA", true}};
    auto xml = to_xml(document).value();
    BOOST_TEST(check(bytes_of(xml), {}).has_value());
    xml.replace(xml.find("My%5CUser"), 9, "My%5CSystem");
    BOOST_TEST(complaint(xml).message ==
               "the search criteria name the store 'My\\System', the certificate is in My\\User");
}

BOOST_AUTO_TEST_CASE(a_renewal_names_the_same_provider)
{
    const Renewal renewal{{.leaf = sample::der("device")}, Store::user, "Example-MDM"};
    const auto xml = to_xml(renewal).value();
    BOOST_TEST(
        check(bytes_of(xml), {.form = Form::renewal, .provider_id = "Example-MDM"}).has_value());
    BOOST_TEST(complaint(xml, {.form = Form::renewal, .provider_id = "Other"}).message ==
               "the document is of the provider 'Example-MDM', not of 'Other'");
    BOOST_TEST(complaint(xml).message == "APPLICATION has no APPID");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_xml)
{
    const auto xml = good();
    BOOST_TEST((complaint(xml.substr(0, xml.size() - 4)).code == Errc::malformed));
    BOOST_TEST((complaint(xml + "<a/>").code == Errc::malformed));
    BOOST_TEST((complaint("").code == Errc::malformed));
}

BOOST_AUTO_TEST_SUITE_END()
