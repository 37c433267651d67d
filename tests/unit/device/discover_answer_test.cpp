#include "device/discover_answer.h"

#include "answers_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::device;
using test::with;
using Strings = std::vector<std::string>;

namespace {

const Strings offered{"OnPremise"};

struct Outcome {
    Result<DiscoverAnswer> answer;
    Strings findings;
};

Outcome outcome(const std::string& body, const std::string& version = "5.0")
{
    Step step{.name = "discover"};
    const auto envelope = test::read(test::envelope("urn:a", "urn:r", body));
    auto answer = read_discover_answer(envelope.body, offered, version, step);
    return {std::move(answer), test::findings(step)};
}

/// What is found wrong with a good answer once one part of it is another.
Strings spoiled(std::string_view part, std::string_view replacement)
{
    return outcome(with(test::discover_body(), part, replacement)).findings;
}

} // namespace

BOOST_AUTO_TEST_SUITE(discover_answer_test)

BOOST_AUTO_TEST_CASE(takes_a_good_answer)
{
    const auto good = outcome(test::discover_body());
    BOOST_TEST(good.findings == Strings{}, boost::test_tools::per_element());
    BOOST_TEST(good.answer->auth_policy == "OnPremise");
    BOOST_TEST(good.answer->version == "4.0");
    BOOST_TEST(good.answer->policy_url == "https://mdm.example.com/p");
    BOOST_TEST(good.answer->enrollment_url == "https://mdm.example.com/e");
}

BOOST_AUTO_TEST_CASE(refuses_a_policy_that_was_not_offered)
{
    const auto other = outcome(with(test::discover_body(), "OnPremise", "Federated"));
    BOOST_TEST(other.answer.error().message ==
               "AuthPolicy is 'Federated', which the device did not offer");
}

BOOST_AUTO_TEST_CASE(refuses_another_body)
{
    BOOST_TEST(outcome("<x/>").answer.error().message ==
               "the body is x, expected DiscoverResponse");
    BOOST_TEST(!outcome(with(test::discover_body(), "2012/01", "2013/01")).answer.has_value());
}

BOOST_AUTO_TEST_CASE(finds_elements_that_are_missing_doubled_unknown_or_out_of_order)
{
    constexpr std::string_view version = "<EnrollmentVersion>4.0</EnrollmentVersion>";
    constexpr std::string_view policy = "<AuthPolicy>OnPremise</AuthPolicy>";
    const std::string result = "/Envelope/Body/DiscoverResponse/DiscoverResult";
    BOOST_TEST(spoiled(version, "<EnrollmentVersion>4.0</EnrollmentVersion><Extra/>") ==
                   Strings{result + " has a Extra"},
               boost::test_tools::per_element());
    BOOST_TEST(spoiled(policy, std::string(policy) + std::string(policy)) ==
                   Strings{result + " has more than one AuthPolicy"},
               boost::test_tools::per_element());
    BOOST_TEST(spoiled(std::string(policy) + std::string(version),
                       std::string(version) + std::string(policy)) ==
                   Strings{result + " has AuthPolicy after EnrollmentVersion"},
               boost::test_tools::per_element());
    BOOST_TEST(spoiled(version, "") ==
                   Strings{"EnrollmentVersion is missing in the answer to version 5.0"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(wants_a_version_between_3_and_what_it_asked_for)
{
    BOOST_TEST(spoiled("4.0", "6.0") ==
                   Strings{"EnrollmentVersion is 6.0, expected 3.0 to the requested 5.0"},
               boost::test_tools::per_element());
    BOOST_TEST(spoiled("4.0", "four") ==
                   Strings{"EnrollmentVersion is 'four', expected a decimal number"},
               boost::test_tools::per_element());
    const auto without =
        with(test::discover_body(), "<EnrollmentVersion>4.0</EnrollmentVersion>", "");
    BOOST_TEST(outcome(without, "2.0").findings == Strings{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(wants_https_urls_on_one_host)
{
    BOOST_TEST(spoiled("https://mdm.example.com/p", "https://other.example.com/p") ==
                   Strings{"the policy service is on other.example.com, the enrollment service on "
                           "mdm.example.com; expected one host"},
               boost::test_tools::per_element());
    BOOST_TEST(spoiled("https://mdm.example.com/e", "http://mdm.example.com/e") ==
                   Strings{"EnrollmentServiceUrl is 'http://mdm.example.com/e', expected an https "
                           "URL"},
               boost::test_tools::per_element());
    BOOST_TEST(
        spoiled(
            "<EnrollmentPolicyServiceUrl>https://mdm.example.com/p</EnrollmentPolicyServiceUrl>",
            "") == Strings{"EnrollmentPolicyServiceUrl is missing"},
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
