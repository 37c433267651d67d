#include "enrollment/authenticate.h"

#include "core/base64.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

namespace {

const std::string token =
    "<o:Security s:mustUnderstand='1'><o:UsernameToken><o:Username>Alice@example.com</o:Username>"
    "<o:Password>right</o:Password></o:UsernameToken></o:Security>";
const std::string policy_action =
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollmentpolicy/IPolicy/GetPolicies";
const std::string rst_action =
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollment/RST/wstep";
const std::string get_policies =
    "<p:GetPolicies xmlns:p='http://schemas.microsoft.com/windows/pki/2009/01/enrollmentpolicy'>"
    "<p:client><p:lastUpdate i:nil='true'/></p:client><p:requestFilter i:nil='true'/>"
    "</p:GetPolicies>";

std::string envelope(const std::string& action, const std::string& security,
                     const std::string& body)
{
    return "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' "
           "xmlns:a='http://www.w3.org/2005/08/addressing' "
           "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' "
           "xmlns:t='http://docs.oasis-open.org/ws-sx/ws-trust/200512' "
           "xmlns:o='http://docs.oasis-open.org/wss/2004/01/"
           "oasis-200401-wss-wssecurity-secext-1.0.xsd'><s:Header><a:Action>" +
           action + "</a:Action><a:MessageID>urn:uuid:1</a:MessageID>" + security +
           "</s:Header><s:Body>" + body + "</s:Body></s:Envelope>";
}

std::string rst(const std::string& type, const std::string& rest)
{
    return "<t:RequestSecurityToken><t:RequestType>" + type + "</t:RequestType>" + rest +
           "</t:RequestSecurityToken>";
}

const std::string issue_type = "http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue";
const std::string request =
    "<o:BinarySecurityToken ValueType='#PKCS10'>MAA=</o:BinarySecurityToken>";

Result<auth::Identity, enrollment::Refusal> check(const auth::UsernameToken& given)
{
    if (given.username == "broken")
        return enrollment::refusal_of(fault::Subcode::enrollment_server,
                                      {Errc::environment, "/etc/passwords: cannot read it"});
    if (given.password.reveal() != "right")
        return enrollment::refusal_of(fault::Subcode::authentication,
                                      {Errc::refused, "user name or password is not right"});
    return auth::Identity{"onpremise", "alice@example.com"};
}

/// Knows three tokens: of a user, of a device alone, and one that it cannot check.
Result<auth::Identity, enrollment::Refusal> check_token(const Secret& given)
{
    if (given.reveal() == "broken.b.c")
        return enrollment::refusal_of(fault::Subcode::enrollment_server,
                                      {Errc::environment, "/etc/keys: cannot read it"});
    auth::Identity identity{.method = "federated", .user = "alice", .token_id = "AB"};
    identity.device_alone = given.reveal() == "device.b.c";
    identity.token_good_until = time_from_seconds(600);
    if (given.reveal() == "user.b.c" || identity.device_alone)
        return identity;
    return enrollment::refusal_of(fault::Subcode::authentication,
                                  {Errc::refused, "the token is not good"});
}

enrollment::Outcome authenticate(const std::string& message,
                                 const enrollment::PasswordCheck& with = check)
{
    return enrollment::authenticate(bytes_of(message), {}, {.password = with, .token = check_token},
                                    {time_from_seconds(0), "t-1"});
}

std::string subcode(const std::string& message, const enrollment::PasswordCheck& with = check)
{
    return authenticate(message, with).record.fault.value_or(record::Fault{}).subcode;
}

/// A Security header with the token NAME.b.c.
std::string federated(const std::string& name)
{
    return "<o:Security><o:BinarySecurityToken ValueType='urn:ietf:params:oauth:token-type:jwt'>" +
           encode_base64(bytes_of(name + ".b.c")) + "</o:BinarySecurityToken></o:Security>";
}

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    return text.replace(text.find(what), what.size(), with);
}

} // namespace

BOOST_AUTO_TEST_SUITE(authenticate_test)

BOOST_AUTO_TEST_CASE(a_policy_request_becomes_a_record)
{
    const auto outcome = authenticate(envelope(policy_action, token, get_policies));
    BOOST_TEST(record::to_json(outcome.record) ==
               R"({"record":1,"kind":"policy","trace_id":"t-1",)"
               R"("received":"1970-01-01T00:00:00.000Z","message_id":"urn:uuid:1",)"
               R"("identity":{"method":"onpremise","user":"alice@example.com"},"policy":{}})");
    BOOST_TEST(outcome.log.empty());
}

BOOST_AUTO_TEST_CASE(a_certificate_request_becomes_a_record_without_the_password)
{
    const std::string context = "<ac:AdditionalContext "
                                "xmlns:ac='http://schemas.xmlsoap.org/ws/2006/12/authorization'>"
                                "<ac:ContextItem Name='DeviceID'><ac:Value>D1</ac:Value>"
                                "</ac:ContextItem></ac:AdditionalContext>";
    const auto outcome =
        authenticate(envelope(rst_action, token, rst(issue_type, request + context)));
    BOOST_TEST(!outcome.record.fault.has_value());
    BOOST_CHECK(outcome.record.kind == record::Kind::issue);
    BOOST_TEST(record::find_fact(outcome.record, "DeviceID").value() == "D1");
    BOOST_TEST(to_hex(outcome.record.request->request) == "3000");
    BOOST_TEST(record::to_json(outcome.record).find("right") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(says_message_format_of_what_is_no_message)
{
    const std::string good = envelope(policy_action, token, get_policies);
    BOOST_TEST(subcode("") == "MessageFormat");
    BOOST_TEST(subcode("hello") == "MessageFormat");
    BOOST_TEST(subcode(R"({"record":1,"kind":"issue"})") == "MessageFormat");
    BOOST_TEST(subcode(good.substr(0, good.size() - 5)) == "MessageFormat");
    BOOST_TEST(subcode("<!DOCTYPE x [<!ENTITY y 'z'>]>" + good) == "MessageFormat");
    BOOST_TEST(subcode(replaced(good, "Alice", "\xC3")) == "MessageFormat");
    BOOST_TEST(subcode(envelope(rst_action, token, get_policies)) == "MessageFormat");
    BOOST_TEST(subcode(replaced(good, "<a:Action>" + policy_action + "</a:Action>", "")) ==
               "MessageFormat");
    BOOST_TEST(subcode(replaced(good, "windows/pki", "windows/other")) == "MessageFormat");
    BOOST_TEST(subcode(envelope(policy_action, token, "")) == "MessageFormat");
    BOOST_TEST(subcode(envelope(rst_action, token, rst("urn:x", request))) == "MessageFormat");
    BOOST_TEST(subcode(envelope(rst_action, token, rst(issue_type, ""))) == "MessageFormat");
    BOOST_TEST(subcode(envelope(rst_action, token, rst(issue_type, request + request))) ==
               "MessageFormat");
}

BOOST_AUTO_TEST_CASE(says_invalid_security_of_an_unusable_header)
{
    BOOST_TEST(subcode(envelope(policy_action, "", get_policies)) == "InvalidSecurity");
    BOOST_TEST(subcode(envelope(policy_action, token + token, get_policies)) == "InvalidSecurity");
    BOOST_TEST(subcode(envelope(policy_action, "<o:Security/>", get_policies)) ==
               "InvalidSecurity");
}

BOOST_AUTO_TEST_CASE(says_authentication_of_wrong_credentials_and_of_kinds_not_configured)
{
    const std::string good = envelope(policy_action, token, get_policies);
    const auto wrong = authenticate(replaced(good, ">right<", ">wrong<"));
    BOOST_TEST(wrong.record.fault->subcode == "Authentication");
    BOOST_TEST(!wrong.record.identity.has_value());
    BOOST_TEST(subcode(good, {}) == "Authentication");
    const auto nothing =
        enrollment::authenticate(bytes_of(envelope(policy_action, federated("user"), get_policies)),
                                 {}, {}, {time_from_seconds(0), "t-1"});
    BOOST_TEST(nothing.record.fault->subcode == "Authentication");
    BOOST_TEST(nothing.record.fault->reason.find("not taken here") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_token_says_who_asks_whatever_was_announced)
{
    const auto outcome = authenticate(envelope(policy_action, federated("user"), get_policies));
    BOOST_TEST(record::to_json(outcome.record) ==
               R"({"record":1,"kind":"policy","trace_id":"t-1",)"
               R"("received":"1970-01-01T00:00:00.000Z","message_id":"urn:uuid:1",)"
               R"("identity":{"method":"federated","user":"alice","token_id":"AB",)"
               R"("token_good_until":"1970-01-01T00:10:00Z"},"policy":{}})");
    BOOST_TEST(subcode(envelope(policy_action, federated("other"), get_policies)) ==
               "Authentication");
    BOOST_TEST(subcode(envelope(policy_action, federated("broken"), get_policies)) ==
               "EnrollmentServer");
    BOOST_TEST(subcode(envelope(policy_action,
                                "<o:Security><o:BinarySecurityToken>%</o:BinarySecurityToken>"
                                "</o:Security>",
                                get_policies)) == "InvalidSecurity");
}

BOOST_AUTO_TEST_CASE(a_device_without_a_user_enrolls_as_a_device_alone)
{
    const auto ask = [](const std::string& type) {
        const std::string context =
            "<ac:AdditionalContext "
            "xmlns:ac='http://schemas.xmlsoap.org/ws/2006/12/authorization'>"
            "<ac:ContextItem Name='EnrollmentType'><ac:Value>" +
            type + "</ac:Value></ac:ContextItem></ac:AdditionalContext>";
        return subcode(
            envelope(rst_action, federated("device"), rst(issue_type, request + context)));
    };
    BOOST_TEST(ask("Device") == "");
    BOOST_TEST(ask("Full") == "Authentication");
    BOOST_TEST(subcode(envelope(rst_action, federated("device"), rst(issue_type, request))) ==
               "Authentication");
    BOOST_TEST(subcode(envelope(policy_action, federated("device"), get_policies)) == "");
}

BOOST_AUTO_TEST_CASE(a_check_that_cannot_be_made_is_not_a_wrong_password)
{
    const auto outcome = authenticate(
        replaced(envelope(policy_action, token, get_policies), "Alice@example.com", "broken"));
    BOOST_TEST(outcome.record.fault->subcode == "EnrollmentServer");
    BOOST_TEST(outcome.log == "/etc/passwords: cannot read it");
    BOOST_TEST(outcome.record.fault->reason.find("/etc") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(says_not_eligible_where_nothing_is_renewed)
{
    const auto outcome = authenticate(
        envelope(rst_action, token,
                 rst("http://docs.oasis-open.org/ws-sx/ws-trust/200512/Renew",
                     "<o:BinarySecurityToken ValueType='#PKCS7'>MAA=</o:BinarySecurityToken>")));
    BOOST_TEST(outcome.record.fault->error_type == "NotEligibleToRenew");
    BOOST_TEST(outcome.record.identity->user == "alice@example.com");
}

BOOST_AUTO_TEST_SUITE_END()
