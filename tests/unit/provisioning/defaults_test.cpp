#include "provisioning/defaults.h"

#include <boost/test/unit_test.hpp>

#include <array>

using namespace mdm;
using namespace mdm::provisioning;

namespace {

std::string text_at(const std::vector<Node>& nodes, std::string_view path)
{
    for (const Node& node : nodes)
        if (node.path == path)
            return std::get<std::string>(node.value);
    return "(absent)";
}

} // namespace

BOOST_AUTO_TEST_SUITE(defaults_test)

BOOST_AUTO_TEST_CASE(silence_means_the_proven_document)
{
    std::vector<Node> nodes;
    add_defaults(nodes, {"anna@example.test", "dev-1", "PC-7"});
    BOOST_TEST(text_at(nodes, "UPN") == "anna@example.test");
    BOOST_TEST(text_at(nodes, "EntDMID") == "dev-1");
    BOOST_TEST(text_at(nodes, "EntDeviceName") == "PC-7");
    BOOST_TEST((poll_from(nodes, {0, 0, 0, 0, 0, 0}) == Poll{5, 15, 10, 60, 0, 1440}));
}

BOOST_AUTO_TEST_CASE(settings_come_first)
{
    std::vector<Node> nodes{{"UPN", "b@example.test"},
                            {"Poll/NumberOfFirstRetries", std::int64_t{8}}};
    add_defaults(nodes, {"anna@example.test", "dev-1", ""});
    BOOST_TEST(text_at(nodes, "UPN") == "b@example.test");
    BOOST_TEST(text_at(nodes, "EntDeviceName") == "(absent)");
    BOOST_TEST((poll_from(nodes) == Poll{8, 15, 10, 60, 0, 1440}));
}

BOOST_AUTO_TEST_CASE(a_user_without_a_domain_is_no_upn)
{
    std::vector<Node> nodes;
    add_defaults(nodes, {"EXAMPLE\\anna", "", ""});
    BOOST_TEST(text_at(nodes, "UPN") == "(absent)");
    BOOST_TEST(text_at(nodes, "EntDMID") == "(absent)");
}

BOOST_AUTO_TEST_CASE(texts_are_expanded)
{
    const std::vector<Node> nodes{{"UPN", "{user}"}, {"Poll/PollOnLogin", true}};
    const std::array<Variable, 1> variables{{{"user", "anna"}}};
    BOOST_TEST(text_at(expand_nodes(nodes, variables).value(), "UPN") == "anna");
    BOOST_TEST(expand_nodes(nodes, {}).error().message == "UPN: '{user}' is none of");
}

BOOST_AUTO_TEST_CASE(credentials_are_members_of_the_account)
{
    Application application;
    BOOST_TEST(apply(application, {{"AAUTHTYPE", "BASIC"}, {"AAUTHNAME", "x"}}).has_value());
    BOOST_TEST((application.server_auth == ServerAuth::basic));
    BOOST_TEST(application.account_name == "x");
    BOOST_TEST(apply(application, {{"AAUTHTYPE", "NTLM"}}).error().message ==
               "AAUTHTYPE must be one of BASIC DIGEST");
}

BOOST_AUTO_TEST_SUITE_END()
