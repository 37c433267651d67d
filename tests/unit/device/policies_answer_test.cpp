#include "device/policies_answer.h"

#include "answers_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::device;
using test::with;
using Strings = std::vector<std::string>;

namespace {

struct Outcome {
    Result<PoliciesAnswer> answer;
    Strings findings;
};

Outcome outcome(const std::string& body)
{
    Step step{.name = "policies"};
    const auto envelope = test::read(test::envelope("urn:a", "urn:r", body));
    auto answer = read_policies_answer(envelope.body, step);
    return {std::move(answer), test::findings(step)};
}

Strings spoiled(std::string_view part, std::string_view replacement)
{
    return outcome(with(test::policies_body(), part, replacement)).findings;
}

const std::string response = "/Envelope/Body/GetPoliciesResponse";
const std::string attributes = response + "/response/policies/policy/attributes";

} // namespace

BOOST_AUTO_TEST_SUITE(policies_answer_test)

BOOST_AUTO_TEST_CASE(takes_key_and_hash_from_a_good_answer)
{
    const auto good = outcome(test::policies_body());
    BOOST_TEST(good.findings == Strings{}, boost::test_tools::per_element());
    BOOST_TEST(good.answer->key_length == 3072U);
    BOOST_TEST(!good.answer->elliptic);
    BOOST_TEST((good.answer->hash == ossl::Hash::sha256));
}

BOOST_AUTO_TEST_CASE(takes_an_elliptic_key)
{
    auto body = with(test::policies_body(), "<algorithmOIDReference xsi:nil='true'/>",
                     "<algorithmOIDReference>1</algorithmOIDReference>");
    body = with(body, "<value>1.2.3</value>", "<value>1.2.840.10045.2.1</value>");
    const auto elliptic = outcome(body);
    BOOST_TEST(elliptic.findings == Strings{}, boost::test_tools::per_element());
    BOOST_TEST(elliptic.answer->elliptic);
}

BOOST_AUTO_TEST_CASE(takes_the_two_elements_that_ms_mde2_adds)
{
    BOOST_TEST(spoiled("<cryptoProviders xsi:nil='true'/>",
                       "<AttestationFailureBehavior>RetryOnError</AttestationFailureBehavior>"
                       "<OperationTimeout>100</OperationTimeout><cryptoProviders>"
                       "<provider>a</provider><provider>b</provider></cryptoProviders>") ==
                   Strings{},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(refuses_an_answer_without_a_policy)
{
    BOOST_TEST(outcome("<x/>").answer.error().message ==
               "the body is x, expected GetPoliciesResponse");
    const auto whole = test::policies_body();
    const auto from = whole.find("<policy><");
    const auto empty = whole.substr(0, from) + whole.substr(whole.find("</policies>"));
    BOOST_TEST(outcome(empty).answer.error().message == "the answer has no policy");
}

BOOST_AUTO_TEST_CASE(finds_a_broken_schema)
{
    BOOST_TEST(spoiled("<policyFriendlyName xsi:nil='true'/>", "") ==
                   Strings{response + "/response has no policyFriendlyName"},
               boost::test_tools::per_element());
    BOOST_TEST(spoiled("<enroll>true</enroll><autoEnroll>false</autoEnroll>",
                       "<autoEnroll>false</autoEnroll><enroll>true</enroll>") ==
                   Strings{attributes + "/permission has enroll after autoEnroll"},
               boost::test_tools::per_element());
    BOOST_TEST(spoiled("<minimalKeyLength>3072</minimalKeyLength>",
                       "<minimalKeyLength xsi:nil='true'/>") ==
                   (Strings{attributes + "/privateKeyAttributes/minimalKeyLength is nil",
                            "minimalKeyLength is '', expected a whole number from 1"}),
               boost::test_tools::per_element());
    BOOST_TEST(spoiled("<cryptoProviders xsi:nil='true'/>", "<provider>a</provider>") ==
                   (Strings{attributes + "/privateKeyAttributes has a provider",
                            attributes + "/privateKeyAttributes has no cryptoProviders"}),
               boost::test_tools::per_element());
    BOOST_TEST(spoiled("<cAs xsi:nil='true'/><oIDs>", "<oIDs>") ==
                   Strings{response + " has no cAs"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(finds_references_that_lead_nowhere)
{
    BOOST_TEST(spoiled("<policyOIDReference>1<", "<policyOIDReference>7<") ==
                   Strings{response + "/response/policies/policy/policyOIDReference is 7, which is "
                                      "nowhere"},
               boost::test_tools::per_element());
    BOOST_TEST(
        spoiled("<cAs xsi:nil='true'/><attributes>",
                "<cAs><cAReference>0</cAReference></cAs><attributes>") ==
            Strings{response + "/response/policies/policy/cAs/cAReference is 0, which is nowhere"},
        boost::test_tools::per_element());
    BOOST_TEST(spoiled("<oIDReferenceID>1<", "<oIDReferenceID>0<") ==
                   (Strings{"oIDReferenceID 0 occurs twice",
                            response + "/response/policies/policy/policyOIDReference is 1, which "
                                       "is nowhere"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(finds_what_a_device_cannot_use)
{
    BOOST_TEST(spoiled("<policySchema>3<", "<policySchema>2<") ==
                   Strings{"policySchema is '2', expected 3"},
               boost::test_tools::per_element());
    BOOST_TEST(spoiled("2.16.840.1.101.3.4.2.1", "1.2.840.113549.2.5") ==
                   Strings{"the hash is '1.2.840.113549.2.5', expected the OID of SHA-256 or its "
                           "like"},
               boost::test_tools::per_element());
    BOOST_TEST(spoiled("<minimalKeyLength>3072<", "<minimalKeyLength>0<") ==
                   Strings{"minimalKeyLength is '0', expected a whole number from 1"},
               boost::test_tools::per_element());
    BOOST_TEST(spoiled("<renewalPeriodSeconds>3628800<", "<renewalPeriodSeconds>31536001<") ==
                   Strings{"renewalPeriodSeconds is 31536001, longer than the validity of "
                           "31536000"},
               boost::test_tools::per_element());
    BOOST_TEST(spoiled("<enroll>true<", "<enroll>false<") ==
                   Strings{"the policy does not permit to enroll"},
               boost::test_tools::per_element());
    BOOST_TEST(spoiled("<commonName>device<", "<commonName><") ==
                   Strings{"a policy has an empty commonName"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
