#include "discovery/request.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::discovery;

namespace {

const std::string space(xml::ns::discovery);

std::string envelope(const std::string& body)
{
    return "<s:Envelope xmlns:s='" + std::string(xml::ns::soap12) + "'><s:Body>" + body +
           "</s:Body></s:Envelope>";
}

/// A Discover with these children of `request`.
std::string discover(const std::string& children, const std::string& suffix = "")
{
    return envelope("<d:Discover xmlns:d='" + space + suffix + "' xmlns:i='" +
                    std::string(xml::ns::instance) + "'><d:request>" + children +
                    "</d:request></d:Discover>");
}

Result<Request> read(const std::string& text)
{
    const auto parsed = soap::parse_envelope(bytes_of(text));
    BOOST_REQUIRE_MESSAGE(parsed.has_value(), text);
    return parse_request(*parsed);
}

std::string message(const std::string& text)
{
    const auto request = read(text);
    BOOST_REQUIRE_MESSAGE(!request, text);
    BOOST_TEST((request.error().code == Errc::malformed));
    return request.error().message;
}

double version(const std::string& element)
{
    return read(discover(element))->version;
}

} // namespace

BOOST_AUTO_TEST_SUITE(request_test)

BOOST_AUTO_TEST_CASE(reads_every_field_in_any_order)
{
    const auto request = read(discover(
        "<d:AuthPolicies><d:AuthPolicy> OnPremise </d:AuthPolicy><d:AuthPolicy>Federated"
        "</d:AuthPolicy></d:AuthPolicies><d:OSVersion>10.0.1</d:OSVersion>"
        "<d:OSEdition>72</d:OSEdition><d:ApplicationVersion>10.0.22631.1</d:ApplicationVersion>"
        "<d:DeviceType>CIMClient_Windows</d:DeviceType><d:RequestVersion>\n4.0 </d:RequestVersion>"
        "<d:EmailAddress>alice@example.com</d:EmailAddress>"));
    BOOST_REQUIRE(request.has_value());
    BOOST_TEST(request->user == "alice@example.com");
    BOOST_TEST(request->version == 4.0);
    BOOST_TEST((request->auth_policies == std::vector<std::string>{"OnPremise", "Federated"}));
    BOOST_TEST(request->device_type.value() == "CIMClient_Windows");
    BOOST_TEST(request->application_version.value() == "10.0.22631.1");
    BOOST_TEST(request->os_edition.value() == "72");
    BOOST_TEST(request->os_version.value() == "10.0.1");
}

BOOST_AUTO_TEST_CASE(does_without_any_field)
{
    const auto request = read(discover("<d:Later>x</d:Later><Foreign xmlns='u'/>"));
    BOOST_REQUIRE(request.has_value());
    BOOST_TEST(request->user == "");
    BOOST_TEST(request->version == 1.0);
    BOOST_TEST(request->auth_policies.empty());
    BOOST_TEST(!request->device_type.has_value());
}

BOOST_AUTO_TEST_CASE(takes_any_spelling_of_the_user)
{
    for (const std::string user : {"", "alice@example.com", "EXAMPLE\\alice", "EXAMPLE\\\\alice"})
        BOOST_TEST(read(discover("<d:EmailAddress>" + user + "</d:EmailAddress>"))->user == user);
    BOOST_TEST(read(discover("<d:EmailAddress i:nil='true'/>"))->user == "");
}

BOOST_AUTO_TEST_CASE(takes_any_decimal_as_version)
{
    const auto element = [](const std::string& text) {
        return "<d:RequestVersion>" + text + "</d:RequestVersion>";
    };
    BOOST_TEST(version(element("9.0")) == 9.0);
    BOOST_TEST(version(element("3")) == 3.0);
    BOOST_TEST(version(element("+3.50")) == 3.5);
    BOOST_TEST(version(element("004.")) == 4.0);
    BOOST_TEST(version(element(".5")) == 0.5);
    BOOST_TEST(version(element(std::string(64, '9'))) > 1e60);
    BOOST_TEST(version("<d:RequestVersion i:nil='true'/>") == 1.0);
    for (const std::string text :
         {"", "-1.0", "+-1", "four", "4,0", "4.0.0", "4.0e1", "0x4", "inf", "nan", "."})
        BOOST_TEST(message(discover(element(text))) ==
                   "RequestVersion is \"" + text + "\", a decimal is expected");
}

BOOST_AUTO_TEST_CASE(reads_the_namespace_with_a_slash_too)
{
    const auto request = read(discover("<d:RequestVersion>4.0</d:RequestVersion>", "/"));
    BOOST_REQUIRE(request.has_value());
    BOOST_TEST(request->version == 4.0);
}

BOOST_AUTO_TEST_CASE(reads_auth_policies_in_every_form)
{
    const auto policies = [](const std::string& element) {
        return read(discover(element))->auth_policies;
    };
    BOOST_TEST((policies("<d:AuthPolicies> Certificate </d:AuthPolicies>") ==
                std::vector<std::string>{"Certificate"}));
    BOOST_TEST(policies("<d:AuthPolicies/>").empty());
    BOOST_TEST(policies("<d:AuthPolicies i:nil='1'/>").empty());
    BOOST_TEST(policies("<d:AuthPolicies><d:AuthPolicy/></d:AuthPolicies>").empty());
    std::string many;
    for (int i = 0; i < 17; ++i)
        many += "<d:AuthPolicy>x</d:AuthPolicy>";
    BOOST_TEST(message(discover("<d:AuthPolicies>" + many + "</d:AuthPolicies>")) ==
               "/Envelope/Body/Discover/request/AuthPolicies has more than 16 elements");
}

BOOST_AUTO_TEST_CASE(refuses_another_body)
{
    const std::string expected = ", {" + space + "}Discover is expected";
    BOOST_TEST(message(envelope("<Discover/>")) == "the body holds Discover" + expected);
    BOOST_TEST(message(envelope("<Discover xmlns='" + space + "//'/>")) ==
               "the body holds {" + space + "//}Discover" + expected);
    BOOST_TEST(message(envelope("<Discovery xmlns='" + space + "'/>")) ==
               "the body holds {" + space + "}Discovery" + expected);
}

BOOST_AUTO_TEST_CASE(refuses_a_missing_or_second_request)
{
    const std::string open = "<d:Discover xmlns:d='" + space + "'>";
    BOOST_TEST(message(envelope(open + "</d:Discover>")) ==
               "/Envelope/Body/Discover has no {" + space + "}request");
    BOOST_TEST(message(envelope(open + "<d:request/><d:request/></d:Discover>")) ==
               "/Envelope/Body/Discover has more than one {" + space + "}request");
}

BOOST_AUTO_TEST_CASE(refuses_every_duplicate)
{
    for (const std::string name :
         {"EmailAddress", "RequestVersion", "DeviceType", "ApplicationVersion", "OSEdition",
          "OSVersion", "AuthPolicies"}) {
        std::string element = "<d:";
        element.append(name).append(">1</d:").append(name).append(">");
        BOOST_TEST(read(discover(element)).has_value());
        BOOST_TEST(message(discover(element + element)) ==
                   "/Envelope/Body/Discover/request has more than one {" + space + "}" + name);
    }
}

BOOST_AUTO_TEST_CASE(refuses_over_long_values)
{
    const auto email = [](std::size_t length) {
        return discover("<d:EmailAddress>" + std::string(length, 'x') + "</d:EmailAddress>");
    };
    BOOST_TEST(read(email(512)).has_value());
    BOOST_TEST(message(email(513)) ==
               "/Envelope/Body/Discover/request/EmailAddress is longer than 512 bytes");
    const std::string word(65, '1');
    BOOST_TEST(message(discover("<d:RequestVersion>" + word + "</d:RequestVersion>")) ==
               "/Envelope/Body/Discover/request/RequestVersion is longer than 64 bytes");
    BOOST_TEST(message(discover("<d:AuthPolicies><d:AuthPolicy>" + word +
                                "</d:AuthPolicy></d:AuthPolicies>")) ==
               "/Envelope/Body/Discover/request/AuthPolicies/AuthPolicy is longer than 64 bytes");
}

BOOST_AUTO_TEST_SUITE_END()
