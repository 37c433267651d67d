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
                                 .minimal_key_length = 3072,
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
    policy.crypto_providers = {"Microsoft Platform Crypto Provider", "<other>"};
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
    BOOST_TEST(with([](Policy& p) { p.minimal_key_length = 0; }) ==
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

BOOST_AUTO_TEST_SUITE_END()
