#include "xcep/response.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::xcep;

namespace {

Response one()
{
    Response response;
    response.oids.push_back({"2.16.840.1.101.3.4.2.1", OidGroup::hash, 7, "szOID_NIST_sha256"});
    response.policies.push_back({.oid_reference = 7,
                                 .common_name = "Staff & guests",
                                 .validity = std::chrono::hours{24 * 365},
                                 .renewal = std::chrono::hours{24 * 42},
                                 .key = {.minimal_length = 3072},
                                 .hash_reference = 7});
    return response;
}

std::string xml_of(const Response& response)
{
    xml::Writer writer("b");
    BOOST_REQUIRE(write(response, writer.root()).has_value());
    return writer.finish();
}

std::string defect(const Response& response)
{
    xml::Writer writer("b");
    const auto written = write(response, writer.root());
    BOOST_REQUIRE(!written.has_value());
    BOOST_TEST(writer.finish() == "<b/>");
    BOOST_TEST((written.error().code == Errc::environment));
    BOOST_TEST(check(response).error().message == written.error().message);
    return written.error().message;
}

const std::string start =
    "<b><GetPoliciesResponse "
    "xmlns=\"http://schemas.microsoft.com/windows/pki/2009/01/enrollmentpolicy\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><response><policyID/>"
    "<policyFriendlyName xsi:nil=\"true\"/><nextUpdateHours xsi:nil=\"true\"/>";

} // namespace

BOOST_AUTO_TEST_SUITE(response_test)

BOOST_AUTO_TEST_CASE(writes_everything_in_the_order_of_the_schema)
{
    BOOST_TEST(
        xml_of(one()) ==
        start +
            "<policiesNotChanged xsi:nil=\"true\"/><policies><policy>"
            "<policyOIDReference>7</policyOIDReference><cAs xsi:nil=\"true\"/><attributes>"
            "<commonName>Staff &amp; guests</commonName><policySchema>3</policySchema>"
            "<certificateValidity><validityPeriodSeconds>31536000</validityPeriodSeconds>"
            "<renewalPeriodSeconds>3628800</renewalPeriodSeconds></certificateValidity>"
            "<permission><enroll>true</enroll><autoEnroll>false</autoEnroll></permission>"
            "<privateKeyAttributes><minimalKeyLength>3072</minimalKeyLength>"
            "<keySpec xsi:nil=\"true\"/><keyUsageProperty xsi:nil=\"true\"/>"
            "<permissions xsi:nil=\"true\"/><algorithmOIDReference xsi:nil=\"true\"/>"
            "<cryptoProviders xsi:nil=\"true\"/></privateKeyAttributes>"
            "<revision><majorRevision>1</majorRevision><minorRevision>0</minorRevision></revision>"
            "<supersededPolicies xsi:nil=\"true\"/><privateKeyFlags xsi:nil=\"true\"/>"
            "<subjectNameFlags xsi:nil=\"true\"/><enrollmentFlags xsi:nil=\"true\"/>"
            "<generalFlags xsi:nil=\"true\"/>"
            "<hashAlgorithmOIDReference>7</hashAlgorithmOIDReference>"
            "<rARequirements xsi:nil=\"true\"/><keyArchivalAttributes xsi:nil=\"true\"/>"
            "<extensions xsi:nil=\"true\"/></attributes></policy></policies></response>"
            "<cAs xsi:nil=\"true\"/><oIDs><oID><value>2.16.840.1.101.3.4.2.1</value>"
            "<group>1</group><oIDReferenceID>7</oIDReferenceID>"
            "<defaultName>szOID_NIST_sha256</defaultName></oID></oIDs></GetPoliciesResponse></b>");
}

BOOST_AUTO_TEST_CASE(nothing_new_is_all_nil)
{
    BOOST_TEST(xml_of({.not_changed = true}) ==
               start + "<policiesNotChanged>true</policiesNotChanged><policies xsi:nil=\"true\"/>"
                       "</response><cAs xsi:nil=\"true\"/><oIDs xsi:nil=\"true\"/>"
                       "</GetPoliciesResponse></b>");
}

BOOST_AUTO_TEST_CASE(no_policies_are_nil_but_news)
{
    BOOST_TEST(xml_of({}).find("<policiesNotChanged xsi:nil=\"true\"/>"
                               "<policies xsi:nil=\"true\"/>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(writes_flags_providers_and_a_policy_without_a_hash)
{
    auto response = one();
    auto& policy = response.policies.front();
    policy.schema = 2;
    policy.hash_reference.reset();
    policy.private_key_flags = 0x01050010;
    policy.key.providers = {"Microsoft Platform Crypto Provider", "<other>"};
    const auto xml = xml_of(response);
    for (const std::string part :
         {"<policySchema>2</policySchema>", "<hashAlgorithmOIDReference xsi:nil=\"true\"/>",
          "<privateKeyFlags>17104912</privateKeyFlags>",
          "<algorithmOIDReference xsi:nil=\"true\"/><cryptoProviders><provider>Microsoft Platform "
          "Crypto Provider</provider><provider>&lt;other&gt;</provider></cryptoProviders>"})
        BOOST_TEST(xml.find(part) != std::string::npos, part);
}

BOOST_AUTO_TEST_CASE(refuses_references_that_lead_nowhere)
{
    auto response = one();
    response.policies[0].oid_reference = 8;
    BOOST_TEST(defect(response) == "policy 'Staff & guests': policyOIDReference 8 leads to no oID");
    response = one();
    response.policies[0].hash_reference = 8;
    BOOST_TEST(defect(response) == "policy 'Staff & guests': hashAlgorithmOIDReference 8 leads to "
                                   "no oID of a hash");
    response = one();
    response.oids[0].group = static_cast<OidGroup>(9);
    BOOST_TEST(defect(response) == "policy 'Staff & guests': hashAlgorithmOIDReference 7 leads to "
                                   "no oID of a hash");
    response = one();
    response.oids.push_back(response.oids[0]);
    BOOST_TEST(defect(response) == "two oIDs have the reference 7");
}

BOOST_AUTO_TEST_CASE(refuses_values_that_the_protocol_does_not_allow)
{
    const auto with = [](auto change) {
        auto response = one();
        change(response.policies[0]);
        return defect(response);
    };
    const std::string policy = "policy 'Staff & guests': ";
    BOOST_TEST(with([](Policy& p) { p.schema = 2; }) ==
               policy + "a hash is named, but policySchema is 2, expected 3");
    BOOST_TEST(with([](Policy& p) {
                   p.schema = 4;
                   p.hash_reference.reset();
               }) == policy + "policySchema is 4, expected 1 to 3");
    const std::string periods =
        policy + "the validity and the renewal period must be longer than nothing";
    BOOST_TEST(with([](Policy& p) { p.validity = {}; }) == periods);
    BOOST_TEST(with([](Policy& p) { p.renewal = std::chrono::seconds{-1}; }) == periods);
    BOOST_TEST(with([](Policy& p) { p.key.minimal_length = 0; }) ==
               policy + "the minimal key length must be more than nothing");
    BOOST_TEST(with([](Policy& p) { p.common_name.clear(); }) ==
               "policy '': the name is empty or not the only one");
}

BOOST_AUTO_TEST_CASE(refuses_two_policies_of_one_name)
{
    auto response = one();
    response.policies.push_back(response.policies[0]);
    BOOST_TEST(defect(response) ==
               "policy 'Staff & guests': the name is empty or not the only one");
    response.policies[1].common_name = "Guests";
    BOOST_TEST(check(response).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_an_oid_without_a_name_and_news_of_nothing)
{
    auto response = one();
    response.oids[0].default_name.clear();
    BOOST_TEST(defect(response) == "the oID of reference 7 has no value or no name");
    response = one();
    response.not_changed = true;
    BOOST_TEST(defect(response) == "policies are told although they have not changed");
}

BOOST_AUTO_TEST_CASE(writes_all_that_a_policy_may_say)
{
    auto response = one();
    response.id = "{1}";
    response.friendly_name = "Example";
    response.next_update_hours = 8;
    response.authorities.push_back(
        {.uris = {{.client_authentication = 4, .uri = "https://x/a", .priority = 1},
                  {.client_authentication = 8, .uri = "https://x/b", .renewal_only = true}},
         .certificate = {0x30, 0x00},
         .reference = 3});
    for (const auto& [group, reference] : {std::pair{OidGroup::public_key, 20},
                                           {OidGroup::extended_key_usage, 21},
                                           {OidGroup::certificate_policy, 22},
                                           {OidGroup::encryption, 23},
                                           {OidGroup::extension, 24}})
        response.oids.push_back({"1.2.3", group, reference, "x"});
    Policy& policy = response.policies.front();
    policy.authorities = {3};
    policy.auto_enroll = true;
    policy.key = {.minimal_length = 256,
                  .spec = 2,
                  .usage_property = 0xFFFFFF,
                  .permissions = "D:P",
                  .algorithm_reference = 20};
    policy.superseded = {"old"};
    policy.subject_name_flags = 0x80000000;
    policy.enrollment_flags = 1;
    policy.general_flags = 0x40;
    policy.ra_requirements = {.signatures = 1, .usages = {21}, .policies = {22}};
    policy.key_archival = {23, 256};
    policy.extensions = {{24, true, {0x05, 0x00}}};
    policy.attestation = {"FailOnError", std::chrono::seconds{60}, {{"n", "p", "e"}}};
    const auto xml = xml_of(response);
    for (const std::string part :
         {"<policyID>{1}</policyID><policyFriendlyName>Example</policyFriendlyName>"
          "<nextUpdateHours>8</nextUpdateHours>",
          "</policyOIDReference><cAs><cAReference>3</cAReference></cAs>",
          "<autoEnroll>true</autoEnroll>",
          "<keySpec>2</keySpec><keyUsageProperty>16777215</keyUsageProperty>"
          "<permissions>D:P</permissions><algorithmOIDReference>20</algorithmOIDReference>"
          "<AttestationFailureBehavior>FailOnError</AttestationFailureBehavior>"
          "<OperationTimeout>60</OperationTimeout><cryptoProviders xsi:nil=\"true\"/>",
          "<supersededPolicies><commonName>old</commonName></supersededPolicies>",
          "<subjectNameFlags>2147483648</subjectNameFlags><enrollmentFlags>1</enrollmentFlags>"
          "<generalFlags>64</generalFlags>",
          "<rARequirements><rASignatures>1</rASignatures><rAEKUs><oIDReference>21</oIDReference>"
          "</rAEKUs><rAPolicies><oIDReference>22</oIDReference></rAPolicies></rARequirements>"
          "<keyArchivalAttributes><symmetricAlgorithmOIDReference>23"
          "</symmetricAlgorithmOIDReference><symmetricAlgorithmKeyLength>256"
          "</symmetricAlgorithmKeyLength></keyArchivalAttributes><extensions><extension>"
          "<oIDReference>24</oIDReference><critical>true</critical><value>BQA=</value></extension>"
          "</extensions><attestation><attestationFailureBehavior>FailOnError"
          "</attestationFailureBehavior><operationTimeout>60</operationTimeout><azureAttestation>"
          "<nonce>n</nonce><relyingPartyId>p</relyingPartyId><endpointUri>e</endpointUri>"
          "</azureAttestation></attestation></attributes>",
          "<cAs><cA><uris><cAURI><clientAuthentication>4</clientAuthentication><uri>https://x/a"
          "</uri><priority>1</priority><renewalOnly>false</renewalOnly></cAURI><cAURI>"
          "<clientAuthentication>8</clientAuthentication><uri>https://x/b</uri>"
          "<priority xsi:nil=\"true\"/><renewalOnly>true</renewalOnly></cAURI></uris>"
          "<certificate>MAA=</certificate><enrollPermission>true</enrollPermission>"
          "<cAReferenceID>3</cAReferenceID></cA></cAs>"})
        BOOST_TEST(xml.find(part) != std::string::npos, part);
}

BOOST_AUTO_TEST_CASE(refuses_references_to_another_group_and_authorities_without_a_place)
{
    const auto with = [](auto change) {
        auto response = one();
        change(response);
        return defect(response);
    };
    const std::string policy = "policy 'Staff & guests': ";
    BOOST_TEST(with([](Response& r) { r.policies[0].key.algorithm_reference = 7; }) ==
               policy + "algorithmOIDReference 7 leads to no oID of a public key");
    BOOST_TEST(with([](Response& r) {
                   r.policies[0].extensions = {{7, false, {}}};
               }) == policy + "oIDReference 7 leads to no oID of an extension");
    BOOST_TEST(with([](Response& r) {
                   r.policies[0].key_archival = {7, 128};
               }) == policy + "symmetricAlgorithmOIDReference 7 leads to no oID of an encryption");
    BOOST_TEST(with([](Response& r) { r.policies[0].ra_requirements = {.usages = {7}}; }) ==
               policy + "oIDReference 7 leads to no oID of an extended key usage");
    BOOST_TEST(with([](Response& r) { r.policies[0].authorities = {1}; }) ==
               policy + "cAReference 1 leads to no cA");
    BOOST_TEST(with([](Response& r) { r.policies[0].major_revision = 0; }) ==
               policy + "the major revision must be more than nothing");
    const Authority good{.uris = {{.uri = "https://x"}}, .certificate = {0x30}};
    BOOST_TEST(with([&](Response& r) {
                   r.authorities = {good, good};
               }) == "two cAs have the reference 0");
    BOOST_TEST(with([](Response& r) { r.authorities = {{.uris = {}, .certificate = {0x30}}}; }) ==
               "the cA of reference 0 has no certificate or no uris");
    BOOST_TEST(with([](Response& r) { r.authorities = {{.uris = {{}}, .certificate = {0x30}}}; }) ==
               "a uri of the cA of reference 0 is empty");
}

BOOST_AUTO_TEST_SUITE_END()
