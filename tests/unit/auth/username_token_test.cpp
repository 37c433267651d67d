#include "auth/username_token.h"

#include "xml/document.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

using namespace mdm;
using namespace mdm::auth;

namespace {

const std::string profile =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#";

/// A Security header with this inside; the prefixes w and u are bound as devices bind wsse and wsu.
xml::Document header(const std::string& inside)
{
    const auto text =
        fmt::format("<w:Security xmlns:w='{}' xmlns:u='{}' xmlns:d='{}'>{}</w:Security>",
                    xml::ns::secext, xml::ns::utility, xml::ns::signature, inside);
    return xml::parse(bytes_of(text)).value();
}

Result<UsernameToken> parse(const std::string& inside)
{
    return parse_username_token(header(inside).root());
}

Result<UsernameToken> parse_with(const std::string& username, const std::string& password)
{
    return parse("<w:UsernameToken u:Id='a'>" + username + password + "</w:UsernameToken>");
}

const std::string alice = "<w:Username>alice@example.com</w:Username>";
const std::string secret = "<w:Password>secret</w:Password>";

std::string password_of(const std::string& text)
{
    return parse_with(alice, "<w:Password>" + text + "</w:Password>").value().password.reveal();
}

std::string refusal(const Result<UsernameToken>& result)
{
    BOOST_TEST((result.error().code == Errc::refused));
    return result.error().message;
}

std::string defect(const Result<UsernameToken>& result)
{
    BOOST_TEST((result.error().code == Errc::malformed));
    return result.error().message;
}

} // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(Credential)

BOOST_AUTO_TEST_SUITE(username_token_test)

BOOST_AUTO_TEST_CASE(reads_what_a_device_sends)
{
    const auto token =
        parse_with(alice, "<w:Password w:Type='" + profile + "PasswordText'>secret</w:Password>")
            .value();
    BOOST_TEST(token.username == "alice@example.com");
    BOOST_TEST(token.password.reveal() == "secret");
}

BOOST_AUTO_TEST_CASE(the_type_may_be_absent_and_in_any_of_the_namespaces)
{
    for (const std::string attribute :
         {"", "Type=' {}PasswordText '", "w:Type='{}PasswordText'", "u:Type='{}PasswordText'"}) {
        const auto typed = fmt::format(fmt::runtime(attribute), profile);
        BOOST_TEST(parse_with(alice, "<w:Password " + typed + ">secret</w:Password>").has_value(),
                   typed);
    }
}

BOOST_AUTO_TEST_CASE(the_order_does_not_matter_and_what_is_unknown_is_passed_over)
{
    const auto token = parse("<u:Timestamp/><w:UsernameToken><w:Nonce>AAAA</w:Nonce>" + secret +
                             "<u:Created>yesterday</u:Created><x/>" + alice +
                             "<w:Nonce>AAAA</w:Nonce></w:UsernameToken>")
                           .value();
    BOOST_TEST(token.username == "alice@example.com");
    BOOST_TEST(token.password.reveal() == "secret");
}

BOOST_AUTO_TEST_CASE(the_name_is_trimmed)
{
    const auto token = parse_with("<w:Username>\r\n  EXAMPLE\\alice\t\n</w:Username>", secret);
    BOOST_TEST(token.value().username == "EXAMPLE\\alice");
}

BOOST_AUTO_TEST_CASE(only_pretty_printing_is_trimmed_from_a_password)
{
    BOOST_TEST(password_of("\n      secret word\n    ") == "secret word");
    BOOST_TEST(password_of("  secret\n") == "secret");
    BOOST_TEST(password_of("&#xD;\tsecret") == "secret");
    BOOST_TEST(password_of(" secret ") == " secret ");
    BOOST_TEST(password_of("two\nlines") == "two\nlines");
    BOOST_TEST(password_of("   ") == "");
    BOOST_TEST(password_of("") == "");
    BOOST_TEST(password_of("se<!-- -->c<![CDATA[r<e]]>t") == "secr<et");
}

BOOST_AUTO_TEST_CASE(refuses_a_digest_and_says_what_is_expected)
{
    BOOST_TEST(refusal(parse_with(alice, "<w:Password Type='" + profile +
                                             "PasswordDigest'>c2VjcmV0</w:Password>")) ==
               "/Security/UsernameToken/Password is of type '" + profile +
                   "PasswordDigest', expected '" + profile + "PasswordText'");
    BOOST_TEST(refusal(parse_with(alice, "<w:Password w:Type=''>secret</w:Password>")) ==
               "/Security/UsernameToken/Password is of type '', expected '" + profile +
                   "PasswordText'");
}

BOOST_AUTO_TEST_CASE(refuses_a_type_that_is_there_twice)
{
    BOOST_TEST(defect(parse_with(alice, "<w:Password Type='a' w:Type='b'>x</w:Password>")) ==
               "/Security/UsernameToken/Password has Type twice");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_missing)
{
    BOOST_TEST(defect(parse("")) == "/Security has no UsernameToken");
    BOOST_TEST(defect(parse_with("", secret)) ==
               "/Security/UsernameToken/Username is absent or empty");
    BOOST_TEST(defect(parse_with("<w:Username> \n</w:Username>", secret)) ==
               "/Security/UsernameToken/Username is absent or empty");
    BOOST_TEST(defect(parse_with(alice, "")) ==
               fmt::format("/Security/UsernameToken has no {}",
                           "{" + std::string(xml::ns::secext) + "}Password"));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_there_twice)
{
    const std::string space = "{" + std::string(xml::ns::secext) + "}";
    const std::string token = "<w:UsernameToken>" + alice + secret + "</w:UsernameToken>";
    BOOST_TEST(defect(parse(token + token)) ==
               "/Security has more than one " + space + "UsernameToken");
    BOOST_TEST(defect(parse_with(alice + alice, secret)) ==
               "/Security/UsernameToken has more than one " + space + "Username");
    BOOST_TEST(defect(parse_with(alice, secret + secret)) ==
               "/Security/UsernameToken has more than one " + space + "Password");
}

BOOST_AUTO_TEST_CASE(other_namespaces_do_not_count)
{
    BOOST_TEST(defect(parse("<UsernameToken>" + alice + secret + "</UsernameToken>")) ==
               "/Security has no UsernameToken");
    BOOST_TEST(defect(parse_with("<u:Username>alice</u:Username>", secret)) ==
               "/Security/UsernameToken/Username is absent or empty");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_too_long_or_no_text)
{
    const auto name = [](const std::string& text) {
        return parse_with("<w:Username>" + text + "</w:Username>", secret);
    };
    BOOST_TEST(name(std::string(256, 'x')).has_value());
    BOOST_TEST(defect(name(std::string(257, 'x'))) ==
               "/Security/UsernameToken/Username is longer than 256 bytes");
    BOOST_TEST(defect(name("a&#x9;b")) ==
               "/Security/UsernameToken/Username has a control character");
    BOOST_TEST(password_of(std::string(512, 'x')).size() == 512U);
    BOOST_TEST(
        defect(parse_with(alice, "<w:Password>" + std::string(513, 'x') + "</w:Password>")) ==
        "/Security/UsernameToken/Password is longer than 512 bytes");
    BOOST_TEST(defect(parse_with(alice, "<w:Password>se<b>cr</b>et</w:Password>")) ==
               "/Security/UsernameToken/Password has elements inside, text is expected");
}

BOOST_AUTO_TEST_CASE(names_the_credential_that_is_there_instead)
{
    BOOST_TEST(refusal(parse("<w:BinarySecurityToken ValueType='urn:ietf:params:oauth:token-type:"
                             "jwt'>eyJ</w:BinarySecurityToken>")) ==
               "/Security has a BinarySecurityToken of type 'urn:ietf:params:oauth:token-type:jwt'"
               ", expected a UsernameToken");
    BOOST_TEST(refusal(parse("<w:BinarySecurityToken>eyJ</w:BinarySecurityToken>")) ==
               "/Security has a BinarySecurityToken of type '', expected a UsernameToken");
    BOOST_TEST(refusal(parse("<d:Signature/>")) ==
               "/Security has a Signature, expected a UsernameToken");
}

BOOST_AUTO_TEST_CASE(tells_the_form_of_the_credential)
{
    const auto form = [](const std::string& inside) {
        return credential_of(header(inside).root()).value();
    };
    const std::string token = "<w:BinarySecurityToken/>";
    BOOST_TEST(form("") == Credential::none);
    BOOST_TEST(form("<u:Timestamp/><BinarySecurityToken/>") == Credential::none);
    BOOST_TEST(form("<w:UsernameToken/>") == Credential::username);
    BOOST_TEST(form(token) == Credential::token);
    BOOST_TEST(form(token + "<d:Signature/>") == Credential::certificate);
    BOOST_TEST(form("<d:Signature/>") == Credential::certificate);
}

BOOST_AUTO_TEST_CASE(refuses_two_credentials)
{
    const auto both =
        credential_of(header("<w:UsernameToken/><w:BinarySecurityToken/><d:Signature/>").root());
    BOOST_TEST((both.error().code == Errc::malformed));
    BOOST_TEST(both.error().message ==
               "/Security has a UsernameToken and a Signature, expected one of them");
    BOOST_TEST(credential_of(header("<w:UsernameToken/><w:BinarySecurityToken/>").root())
                   .error()
                   .message ==
               "/Security has a UsernameToken and a BinarySecurityToken, expected one of them");
}

BOOST_AUTO_TEST_SUITE_END()
