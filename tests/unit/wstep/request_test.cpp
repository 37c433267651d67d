#include "wstep/request.h"

#include "core/base64.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

namespace {

const std::string issue = "<t:RequestType>http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue"
                          "</t:RequestType>";
const std::string token =
    "<w:BinarySecurityToken ValueType='http://schemas.microsoft.com/windows/pki/2009/01/"
    "enrollment#PKCS10' EncodingType='x#base64binary'>MAA=</w:BinarySecurityToken>";

soap::Envelope envelope(const std::string& rst)
{
    const std::string text =
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' "
        "xmlns:t='http://docs.oasis-open.org/ws-sx/ws-trust/200512' "
        "xmlns:ac='http://schemas.xmlsoap.org/ws/2006/12/authorization' "
        "xmlns:w='http://docs.oasis-open.org/wss/2004/01/"
        "oasis-200401-wss-wssecurity-secext-1.0.xsd'><s:Body><t:RequestSecurityToken>" +
        rst + "</t:RequestSecurityToken></s:Body></s:Envelope>";
    return soap::parse_envelope(bytes_of(text)).value();
}

std::string complaint(const std::string& rst)
{
    return wstep::parse_request(envelope(rst)).error().message;
}

std::string item(const std::string& name, const std::string& value)
{
    return "<ac:ContextItem Name='" + name + "'><ac:Value>" + value +
           "</ac:Value></ac:ContextItem>";
}

std::string context(const std::string& items)
{
    return issue + token + "<ac:AdditionalContext>" + items + "</ac:AdditionalContext>";
}

} // namespace

BOOST_AUTO_TEST_SUITE(request_test)

BOOST_AUTO_TEST_CASE(reads_an_issue)
{
    const auto request =
        wstep::parse_request(envelope("<t:TokenType> urn:t\n</t:TokenType>" + issue + token))
            .value();
    BOOST_TEST(request.token_type == "urn:t");
    BOOST_CHECK(request.type == wstep::RequestType::issue);
    BOOST_TEST(to_hex(request.token) == "3000");
    BOOST_TEST(request.context.empty());
}

BOOST_AUTO_TEST_CASE(accepts_the_spellings_of_real_devices)
{
    for (const char* attributes :
         {"w:ValueType='x#PKCS10' w:EncodingType='y\\#base64binary'", "ValueType='x#pkcs10'",
          "ValueType='x#PKCS10' EncodingType='y#Base64Binary'"}) {
        const std::string odd = std::string("<w:BinarySecurityToken ") + attributes +
                                ">\r\n MA\r\nA=\n</w:BinarySecurityToken>";
        BOOST_TEST(to_hex(wstep::parse_request(envelope(issue + odd)).value().token) == "3000");
    }
}

BOOST_AUTO_TEST_CASE(keeps_context_items_in_order_and_repeated_values_together)
{
    const auto request =
        wstep::parse_request(envelope(context(item("MAC", "1") + item("DeviceID", " D ") +
                                              "<ac:Other/>" + item("MAC", "2"))))
            .value();
    BOOST_REQUIRE(request.context.size() == 2U);
    BOOST_TEST(request.context[0].first == "MAC");
    BOOST_TEST(request.context[0].second == (std::vector<std::string>{"1", "2"}),
               boost::test_tools::per_element());
    BOOST_TEST(request.context[1].second.front() == "D");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_request)
{
    BOOST_TEST(complaint(token) == "the RequestSecurityToken has no RequestType");
    BOOST_TEST(complaint("<t:RequestType>urn:x</t:RequestType>" + token) ==
               "RequestType 'urn:x' is none that this service knows");
    BOOST_TEST(complaint(issue) ==
               "/Envelope/Body/RequestSecurityToken has no {http://docs.oasis-open.org/wss/"
               "2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd}"
               "BinarySecurityToken");
    BOOST_TEST(complaint(issue + token + token).find("more than one") != std::string::npos);
    BOOST_TEST(complaint(issue + "<w:BinarySecurityToken ValueType='#PKCS10'>*"
                                 "</w:BinarySecurityToken>") ==
               "BinarySecurityToken: not base64: a character outside the alphabet");
    BOOST_TEST(complaint(issue + "<w:BinarySecurityToken ValueType='#PKCS10'/>") ==
               "the BinarySecurityToken is empty");
    BOOST_TEST(complaint(issue + "<w:BinarySecurityToken ValueType='#PKCS7'>MAA="
                                 "</w:BinarySecurityToken>") == "ValueType '#PKCS7' is not pkcs10");
    BOOST_TEST(complaint(issue + "<w:BinarySecurityToken ValueType='#PKCS10' EncodingType='#hex'>00"
                                 "</w:BinarySecurityToken>") ==
               "EncodingType '#hex' is not base64binary");
}

BOOST_AUTO_TEST_CASE(bounds_the_context)
{
    BOOST_TEST(complaint(context(item("A", "x&#10;y"))) ==
               "ContextItem A holds a control character");
    BOOST_TEST(complaint(context(item("A", std::string(65537, 'x')))) ==
               "ContextItem A is longer than 65536 bytes");
    BOOST_TEST(complaint(context(item(std::string(129, 'n'), "x"))) ==
               "the name of a ContextItem is longer than 128 bytes");
    BOOST_TEST(complaint(context("<ac:ContextItem/>")) == "a ContextItem has no Name");
    BOOST_TEST(complaint(context(item("DeviceID", "1") + item("DeviceID", "2"))) ==
               "ContextItem DeviceID occurs more than once");
    std::string many;
    for (int i = 0; i < 129; ++i)
        many += item("N" + std::to_string(i), "x");
    BOOST_TEST(complaint(context(many)) == "more than 128 ContextItems");
}

BOOST_AUTO_TEST_CASE(reads_a_renewal_in_base64_once_or_twice)
{
    const std::string renew = "<t:RequestType>http://docs.oasis-open.org/ws-sx/ws-trust/200512/"
                              "Renew</t:RequestType>";
    const auto token_of = [&](const std::string& content, const std::string& type = "PKCS7") {
        return wstep::parse_request(envelope(renew + "<w:BinarySecurityToken ValueType='x#" + type +
                                             "'>" + content + "</w:BinarySecurityToken>"));
    };
    BOOST_TEST(to_hex(token_of("MAA=").value().token) == "3000");
    BOOST_TEST(to_hex(token_of("TUFBPQ==").value().token) == "3000");
    BOOST_TEST(to_hex(token_of("TUFB\r\n\tPQ==").value().token) == "3000");
    BOOST_TEST(to_hex(token_of("TUFBCj0=").value().token) == "3000"); // wrapped inside as well
    BOOST_TEST(
        token_of("KioqKg==").error().message.starts_with("BinarySecurityToken, decoded once: "));
    BOOST_TEST(token_of("MAA=", "PKCS10").error().message == "ValueType 'x#PKCS10' is not pkcs7");
    using wstep::RequestType;
    BOOST_CHECK(wstep::type_of(envelope(renew)) == RequestType::renew);
    BOOST_CHECK(wstep::type_of(envelope(issue)) == RequestType::issue);
    BOOST_CHECK(wstep::type_of(envelope(renew + renew)) == RequestType::issue);
}

BOOST_AUTO_TEST_CASE(takes_the_issue_of_a_plain_client_for_a_renewal_where_an_old_key_signs_it)
{
    using wstep::RequestType;
    const std::string plain = "<t:TokenType>http://docs.oasis-open.org/wss/2004/01/"
                              "oasis-200401-wss-x509-token-profile-1.0#X509v3</t:TokenType>";
    const std::string message =
        "<w:BinarySecurityToken ValueType='x#PKCS7'>MAA=</w:BinarySecurityToken>";
    BOOST_CHECK(wstep::type_of(envelope(plain + issue + message)) == RequestType::renew);
    BOOST_CHECK(wstep::type_of(envelope(plain + issue + token)) == RequestType::issue);
    BOOST_CHECK(wstep::type_of(envelope(issue + message)) == RequestType::issue);
    BOOST_TEST(complaint(issue + message) == "ValueType 'x#PKCS7' is not pkcs10");
    BOOST_TEST(wstep::token_type_of(envelope(plain + issue)).ends_with("#X509v3"));
    BOOST_TEST(wstep::token_type_of(envelope(plain + plain + issue)).empty());
}

BOOST_AUTO_TEST_CASE(reads_a_question_by_its_number_alone)
{
    const std::string query = "<t:RequestType>http://schemas.microsoft.com/windows/pki/2009/01/"
                              "enrollment/QueryTokenStatus</t:RequestType>";
    const auto id = [&](const std::string& text) {
        return query +
               "<e:RequestID xmlns:e='http://schemas.microsoft.com/windows/pki/2009/01/"
               "enrollment'>" +
               text + "</e:RequestID>";
    };
    const auto request = wstep::parse_request(envelope(id(" 4711\n"))).value();
    BOOST_CHECK(request.type == wstep::RequestType::query_token_status);
    BOOST_TEST(request.request_id == "4711");
    BOOST_TEST(request.token.empty());
    BOOST_TEST(complaint(query) == "QueryTokenStatus has no RequestID");
    BOOST_TEST(complaint(id("")) == "QueryTokenStatus has no RequestID");
    BOOST_TEST(complaint(id("-1")) == "RequestID '-1' is none that this service gives out");
    BOOST_TEST(complaint(id(std::string(19, '1'))).starts_with("RequestID '111"));
}

BOOST_AUTO_TEST_SUITE_END()
