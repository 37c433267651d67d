#include "auth/binary_token.h"

#include "core/base64.h"
#include "jose/token.h"
#include "xml/document.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

using namespace mdm;
using namespace mdm::auth;

namespace {

const std::string user_token =
    "http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/"
    "DeviceEnrollmentUserToken";
const std::string encoding =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

Result<Secret> parse(const std::string& inside)
{
    const auto text = fmt::format("<w:Security xmlns:w='{}' xmlns:u='{}'>{}</w:Security>",
                                  xml::ns::secext, xml::ns::utility, inside);
    const auto document = xml::parse(bytes_of(text)).value();
    return parse_binary_token(document.root());
}

Result<Secret> parse_with(const std::string& attributes, const std::string& text)
{
    return parse("<w:BinarySecurityToken " + attributes + ">" + text + "</w:BinarySecurityToken>");
}

/// The token of a text that is encoded in some way.
std::string read(const std::string& text)
{
    return parse_with("ValueType='" + user_token + "'", text).value().reveal();
}

std::string defect(const Result<Secret>& result)
{
    BOOST_TEST((result.error().code == Errc::malformed));
    return result.error().message;
}

std::string base64(std::string_view text)
{
    return encode_base64(bytes_of(text));
}

} // namespace

BOOST_AUTO_TEST_SUITE(binary_token_test)

BOOST_AUTO_TEST_CASE(reads_every_spelling_of_the_types)
{
    for (const auto& attributes :
         {"ValueType='" + user_token + "' EncodingType='" + encoding + "#base64binary'",
          "w:ValueType='" + user_token + "' w:EncodingType='" + encoding + "#Base64Binary'",
          "ValueType=' " + user_token + "\n' EncodingType='" + encoding + "\\#base64binary '",
          std::string("ValueType='urn:ietf:params:oauth:token-type:jwt'"), std::string("u:Id='a'"),
          std::string()})
        BOOST_TEST(parse_with(attributes, base64("a.b.c")).value().reveal() == "a.b.c", attributes);
}

BOOST_AUTO_TEST_CASE(reads_wrapped_base64_and_both_alphabets)
{
    const std::string token = "a.b\xC3\xBF?>~~.c";
    std::string text = base64(token);
    BOOST_TEST(read(text) == token);
    BOOST_TEST(read("\r\n  " + text.substr(0, 5) + "&#xD;\n\t" + text.substr(5) + "\n") == token);
    BOOST_REQUIRE(text.find('/') != std::string::npos);
    text.replace(text.find('/'), 1, "_");
    BOOST_TEST(read(text) == token);
    BOOST_TEST(read("<![CDATA[" + text.substr(0, 3) + "]]>" + text.substr(3)) == token);
}

BOOST_AUTO_TEST_CASE(reads_a_token_that_was_handed_out_in_base64)
{
    BOOST_TEST(read(base64(base64("a.b.c"))) == "a.b.c");
    BOOST_TEST(read(base64("a.b.c\n")) == "a.b.c");
}

BOOST_AUTO_TEST_CASE(reads_what_is_published_as_a_sample)
{
    BOOST_TEST(read(base64("an-opaque-token-that-is-no-base64") + "\"") ==
               "an-opaque-token-that-is-no-base64");
}

BOOST_AUTO_TEST_CASE(refuses_other_types)
{
    BOOST_TEST(defect(parse_with("ValueType='urn:x#X509v3'", base64("a.b.c"))) ==
               "/Security/BinarySecurityToken has the ValueType 'urn:x#X509v3', expected one that "
               "ends in deviceenrollmentusertoken");
    BOOST_TEST(defect(parse_with("EncodingType='urn:x#HexBinary'", base64("a.b.c"))) ==
               "/Security/BinarySecurityToken has the EncodingType 'urn:x#HexBinary', expected one "
               "that ends in base64binary");
    BOOST_TEST(
        defect(parse_with("ValueType='a' w:ValueType='a'", base64("a.b.c"))).find("ValueType") !=
        std::string::npos);
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_without_showing_the_token)
{
    const std::string path = "/Security/BinarySecurityToken";
    BOOST_TEST(defect(parse_with("", "a.b.c")) == path + " is not base64");
    BOOST_TEST(defect(parse_with("", base64("a.b.c") + "\"\"")) == path + " is not base64");
    BOOST_TEST(defect(parse_with("", base64("a.b.c") + "<w:x/>")) ==
               path + " has elements inside, text is expected");
    BOOST_TEST(defect(parse_with("", std::string(2 * jose::token_limit + 1, 'A'))) ==
               path + " is longer than 65536 bytes");
    BOOST_TEST(defect(parse("")).find("BinarySecurityToken") != std::string::npos);
    const std::string one = "<w:BinarySecurityToken>YS5iLmM=</w:BinarySecurityToken>";
    BOOST_TEST(defect(parse(one + one)).find("BinarySecurityToken") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
