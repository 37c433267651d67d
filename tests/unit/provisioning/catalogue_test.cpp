#include "provisioning/catalogue.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::provisioning;

namespace {

Error complaint(Part part, std::vector<Node> nodes)
{
    return check_nodes(part, nodes).error();
}

bool passes(Part part, std::vector<Node> nodes)
{
    return check_nodes(part, nodes).has_value();
}

} // namespace

BOOST_AUTO_TEST_SUITE(catalogue_test)

BOOST_AUTO_TEST_CASE(lets_every_kind_of_value_pass)
{
    BOOST_TEST(passes(Part::application, {{"CONNRETRYFREQ", std::int64_t{6}},
                                          {"BACKCOMPATRETRYDISABLED", true},
                                          {"DEFAULTENCODING", "application/vnd.syncml.dm+wbxml"},
                                          {"ROLE", std::int64_t{4294967295}},
                                          {"SSLCLIENTCERTSEARCHCRITERIA", true},
                                          {"AAUTHTYPE", "BASIC"},
                                          {"CRLCheck", false}}));
    BOOST_TEST(
        passes(Part::dmclient, {{"HelpWebsite", "https://help.example.test"},
                                {"Poll/PollOnLogin", true},
                                {"FirstSyncStatus/ExpectedPolicies", "./a ./b"},
                                {"FirstSyncStatus/ExpectedMSIAppPackages", "./a;1\n./b;22"},
                                {"EnhancedAppLayerSecurity/SecurityMode", std::int64_t{3}}}));
    BOOST_TEST(
        passes(Part::enterprise, {{"StoreUri", "https://hub.example.test"}, {"CRLCheck", true}}));
}

BOOST_AUTO_TEST_CASE(refuses_names_that_are_not_there)
{
    BOOST_TEST(complaint(Part::application, {{"PORT", "443"}}).message ==
               "PORT: w7 APPLICATION has no such name");
    BOOST_TEST(complaint(Part::application, {{"ConnRetryFreq", std::int64_t{1}}}).message ==
               "ConnRetryFreq: w7 APPLICATION has no such name: it is spelt CONNRETRYFREQ");
    BOOST_TEST(complaint(Part::dmclient, {{"Poll/Often", true}}).message ==
               "Poll/Often: DMClient/Provider has no such name");
    BOOST_TEST(complaint(Part::enterprise, {{"Token", "x"}}).message ==
               "Token: EnterpriseAppManagement has no such name");
}

BOOST_AUTO_TEST_CASE(refuses_what_the_document_cannot_carry)
{
    const auto push = complaint(Part::dmclient, {{"Push/PFN", "x"}});
    BOOST_TEST(push.message ==
               "Push/PFN cannot be set here: the first management session sets it up");
    BOOST_TEST(push.spec == "MS-MDE2 2.2.9.3");
    BOOST_TEST(complaint(Part::application, {{"INIT", true}}).message ==
               "INIT cannot be set here: a device that finds it fails the enrollment");
    BOOST_TEST(complaint(Part::application, {{"APPADDR/PORT/PORTNBR", "1"}}).message ==
               "APPADDR/PORT/PORTNBR cannot be set here: it is written from the setting 'address'");
    BOOST_TEST(complaint(Part::application, {{"AAUTHSECRET", "x"}}).message ==
               "AAUTHSECRET cannot be set here: it is made for each device");
    BOOST_TEST(complaint(Part::dmclient, {{"SignedEntDMID", "x"}}).message ==
               "SignedEntDMID cannot be set here: only the device writes it");
    BOOST_TEST(complaint(Part::enterprise, {{"EnterpriseApps/Inventory/1/Version", "x"}}).message ==
               "EnterpriseApps/Inventory/1/Version cannot be set here: it belongs into a "
               "management session");
}

BOOST_AUTO_TEST_CASE(says_what_a_value_must_be)
{
    const auto message = [](Part part, Node node) {
        return complaint(part, {std::move(node)}).message;
    };
    BOOST_TEST(message(Part::dmclient, {"Poll/PollOnLogin", "true"}) ==
               "Poll/PollOnLogin must be true or false");
    BOOST_TEST(message(Part::dmclient, {"UPN", true}) == "UPN must be a text");
    BOOST_TEST(
        message(Part::dmclient, {"FirstSyncStatus/TimeOutUntilSyncFailure", std::int64_t{1441}}) ==
        "FirstSyncStatus/TimeOutUntilSyncFailure must be a whole number from 1 to 1440");
    BOOST_TEST(message(Part::application, {"CONNRETRYFREQ", std::int64_t{-1}}) ==
               "CONNRETRYFREQ must be a whole number from 0 to 2147483647");
    BOOST_TEST(message(Part::application, {"PROTOVER", "1.3"}) ==
               "PROTOVER must be one of 1.1 1.2");
    BOOST_TEST(message(Part::application, {"PROTOVER", "1"}) == "PROTOVER must be one of 1.1 1.2");
    BOOST_TEST(message(Part::dmclient, {"FirstSyncStatus/ExpectedPolicies", "./a b"}) ==
               "FirstSyncStatus/ExpectedPolicies must be a list of LocURIs that begin with ./");
    BOOST_TEST(message(Part::dmclient, {"FirstSyncStatus/ExpectedMSIAppPackages", "./a;"}) ==
               "FirstSyncStatus/ExpectedMSIAppPackages must be a list of LocURIs that begin with "
               "./ and end in ;COUNT");
}

BOOST_AUTO_TEST_CASE(refuses_a_name_that_is_set_twice)
{
    BOOST_TEST(complaint(Part::dmclient, {{"UPN", "a"}, {"EntDMID", "b"}, {"UPN", "a"}}).message ==
               "UPN is set twice");
}

BOOST_AUTO_TEST_SUITE_END()
