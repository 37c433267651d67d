#include "device/requests.h"

#include "random_fixture.h"
#include "xml/document.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::device;
namespace ns = mdm::xml::ns;

namespace {

const Header header{.message_id = "urn:uuid:1", .to = "https://mdm.example.com/e"};

UsernameToken token()
{
    return {.user = "ann@example.com", .password = Secret("p<&>\"")};
}

const Bytes request_der(100, 0x5A);

std::string issue(const Style& style)
{
    return issue_request(token(), request_der, {{"MAC", "1"}, {"MAC", "2"}}, header, style);
}

xml::Element at(const xml::Document& document, std::initializer_list<xml::Name> path)
{
    auto element = document.root();
    for (const auto& name : path)
        element = xml::child(element, name).value();
    return element;
}

xml::Document parsed(const std::string& text)
{
    return xml::parse(bytes_of(text)).value();
}

} // namespace

BOOST_AUTO_TEST_SUITE(requests_test)

BOOST_AUTO_TEST_CASE(writes_discover_as_devices_do)
{
    Device device;
    device.request_version = "9.0";
    const auto text = discover_request(device, {.email = "ann@example.com"}, header);
    BOOST_TEST(
        text ==
        R"(<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope")"
        R"( xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header>)"
        R"(<a:Action s:mustUnderstand="1">http://schemas.microsoft.com/windows/management/2012/01/)"
        R"(enrollment/IDiscoveryService/Discover</a:Action><a:MessageID>urn:uuid:1</a:MessageID>)"
        R"(<a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address>)"
        R"(</a:ReplyTo><a:To s:mustUnderstand="1">https://mdm.example.com/e</a:To></s:Header>)"
        R"(<s:Body><Discover xmlns="http://schemas.microsoft.com/windows/management/2012/01/)"
        R"(enrollment"><request><EmailAddress>ann@example.com</EmailAddress>)"
        R"(<RequestVersion>9.0</RequestVersion><DeviceType>CIMClient_Windows</DeviceType>)"
        R"(<ApplicationVersion>10.0.26100.1</ApplicationVersion><OSEdition>4</OSEdition>)"
        R"(<AuthPolicies><AuthPolicy>OnPremise</AuthPolicy><AuthPolicy>Federated</AuthPolicy>)"
        R"(</AuthPolicies></request></Discover></s:Body></s:Envelope>)");
}

BOOST_AUTO_TEST_CASE(leaves_the_message_id_out_when_there_is_none)
{
    const auto text = discover_request({}, {}, {.message_id = "", .to = "https://h/"});
    BOOST_TEST(text.find("MessageID") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(sends_nil_for_what_get_policies_does_not_ask)
{
    const auto document = parsed(get_policies_request(token(), {}, header));
    const auto body = at(document, {{ns::soap12, "Body"}, {ns::policy, "GetPolicies"}});
    const auto client = xml::child(body, {ns::policy, "client"}).value();
    BOOST_TEST(client.children().size() == 2U);
    for (const auto& child : client.children())
        BOOST_TEST(child.is_nil());
    BOOST_TEST(xml::child(body, {ns::policy, "requestFilter"})->is_nil());
}

BOOST_AUTO_TEST_CASE(asks_get_policies_what_it_is_told)
{
    const auto document = parsed(get_policies_request(
        token(),
        {.last_update = time_from_seconds(0), .language = "de", .oids = {"1.2.3"}, .tpm = true},
        header));
    const auto body = at(document, {{ns::soap12, "Body"}, {ns::policy, "GetPolicies"}});
    const auto client = xml::child(body, {ns::policy, "client"}).value();
    BOOST_TEST(xml::find_text(client, {ns::policy, "lastUpdate"})->value() ==
               "1970-01-01T00:00:00Z");
    BOOST_TEST(xml::find_text(client, {ns::policy, "preferredLanguage"})->value() == "de");
    BOOST_TEST(client.children().size() == 4U);
    const auto filter = xml::child(body, {ns::policy, "requestFilter"}).value();
    const auto oids = xml::child(filter, {ns::policy, "policyOIDs"}).value();
    BOOST_TEST(xml::find_text(oids, {ns::policy, "oid"})->value() == "1.2.3");
}

BOOST_AUTO_TEST_CASE(writes_a_username_token)
{
    const auto document = parsed(issue({}));
    const auto username =
        at(document,
           {{ns::soap12, "Header"}, {ns::secext, "Security"}, {ns::secext, "UsernameToken"}});
    BOOST_TEST(xml::find_text(username, {ns::secext, "Username"})->value() == "ann@example.com");
    const auto password = xml::child(username, {ns::secext, "Password"}).value();
    BOOST_TEST(password.text() == "p<&>\"");
    BOOST_TEST(
        password.attribute_in("Type", {ns::secext})->value_or("").ends_with("#PasswordText"));
    BOOST_TEST(document.root().children()[0].children().back().children().size() == 1U);
}

BOOST_AUTO_TEST_CASE(writes_a_timestamp_where_asked)
{
    auto timed = token();
    timed.created = time_from_seconds(86400);
    const auto document = parsed(get_policies_request(timed, {}, header));
    const auto timestamp = at(
        document, {{ns::soap12, "Header"}, {ns::secext, "Security"}, {ns::utility, "Timestamp"}});
    BOOST_TEST(xml::find_text(timestamp, {ns::utility, "Created"})->value() ==
               "1970-01-02T00:00:00.000Z");
    BOOST_TEST(xml::find_text(timestamp, {ns::utility, "Expires"})->value() ==
               "1970-01-02T00:05:00.000Z");
}

BOOST_AUTO_TEST_CASE(writes_token_and_context_of_an_issue)
{
    const auto document = parsed(issue({}));
    const auto rst = at(document, {{ns::soap12, "Body"}, {ns::trust, "RequestSecurityToken"}});
    std::vector<std::string> names;
    for (const auto& child : rst.children())
        names.emplace_back(child.name().local);
    BOOST_TEST(names == (std::vector<std::string>{"TokenType", "RequestType", "BinarySecurityToken",
                                                  "AdditionalContext"}),
               boost::test_tools::per_element());
    const auto bst = rst.children()[2];
    BOOST_TEST(bst.attribute("ValueType").value_or("").ends_with("enrollment#PKCS10"));
    BOOST_TEST(bst.attribute("EncodingType").value_or("").ends_with("#base64binary"));
    BOOST_TEST(bst.text().size() == 136U);
    const auto items = rst.children()[3].children({ns::authorization, "ContextItem"});
    BOOST_TEST(items.size() == 2U);
    BOOST_TEST(items[1].attribute("Name").value_or("") == "MAC");
    BOOST_TEST(xml::find_text(items[1], {ns::authorization, "Value"})->value() == "2");
}

BOOST_AUTO_TEST_CASE(wraps_the_request_at_64_columns)
{
    const std::string line(64, 'x');
    const auto text = issue({.wrapping = Wrapping::lf});
    const auto at_start = text.find("base64binary\">") + 14;
    BOOST_TEST(text.find('\n') == at_start + 64);
    BOOST_TEST(text.find('\n', at_start + 65) == at_start + 129);
    BOOST_TEST(text.substr(at_start + 130, 10).ends_with("\n<"));
    const auto crlf = issue({.wrapping = Wrapping::crlf});
    BOOST_TEST(crlf.find("&#xD;\n") == at_start + 64);
    BOOST_TEST(parsed(crlf).root().children().size() == 2U);
}

BOOST_AUTO_TEST_CASE(means_the_same_with_numbered_prefixes)
{
    const auto text = issue({.prefixes = Prefixes::numbered});
    BOOST_TEST(text.starts_with("<n1:Envelope xmlns:n1="));
    const auto usual = parsed(issue({}));
    const auto numbered = parsed(text);
    const xml::Name rst{ns::trust, "RequestSecurityToken"};
    BOOST_TEST(at(numbered, {{ns::soap12, "Body"}, rst}).children().size() ==
               at(usual, {{ns::soap12, "Body"}, rst}).children().size());
    const auto discover =
        parsed(discover_request({}, {}, header, {.prefixes = Prefixes::numbered}));
    BOOST_TEST(at(discover, {{ns::soap12, "Body"}, {ns::discovery, "Discover"}})
                   .node()
                   .attribute("xmlns")
                   .empty());
}

BOOST_AUTO_TEST_CASE(moves_attributes_between_namespaces)
{
    const auto bst_of = [](const xml::Document& document) {
        return at(document, {{ns::soap12, "Body"}, {ns::trust, "RequestSecurityToken"}})
            .children()[2];
    };
    const auto qualified = parsed(issue({.attributes = Attributes::qualified}));
    BOOST_TEST(bst_of(qualified).attribute_in("ValueType", {ns::secext})->has_value());
    BOOST_TEST(!bst_of(qualified).attribute("ValueType").has_value());
    const auto plain = issue({.attributes = Attributes::plain});
    BOOST_TEST(plain.find("wsse:Type") == std::string::npos);
    BOOST_TEST(plain.find(" Type=") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(writes_soap_1_1)
{
    const auto document = parsed(issue({.soap11 = true}));
    BOOST_TEST((document.root().name() == xml::Name{ns::soap11, "Envelope"}));
    BOOST_TEST(at(document, {{ns::soap11, "Body"}}).children().size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
