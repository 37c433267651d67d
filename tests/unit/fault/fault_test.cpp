#include "fault/fault.h"

#include "xml/document.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::fault;

namespace {

std::string between(const std::string& text, const std::string& from, const std::string& to)
{
    const auto start = text.find(from);
    const auto end = text.find(to, start);
    BOOST_REQUIRE(start != text.npos);
    BOOST_REQUIRE(end != text.npos);
    return text.substr(start, end + to.size() - start);
}

std::string code_of_xml(const std::string& xml)
{
    return between(xml, "<s:Code>", "</s:Code>");
}

} // namespace

BOOST_AUTO_TEST_SUITE(fault_test)

BOOST_AUTO_TEST_CASE(writes_a_whole_fault)
{
    const Fault fault{.subcode = Subcode::authorization,
                      .error_type = ErrorType::device_cap_reached,
                      .reason = "no more",
                      .language = "de-DE",
                      .message = "5 of 5",
                      .trace_id = "trace-1"};
    BOOST_TEST(
        to_xml(fault, {.relates_to = "urn:uuid:1", .activity_id = "a-1"}) ==
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
        "xmlns:a=\"http://www.w3.org/2005/08/addressing\"><s:Header>"
        "<a:Action s:mustUnderstand=\"1\">"
        "http://schemas.microsoft.com/windows/pki/2009/01/enrollment/RSTRC/wstep</a:Action>"
        "<ActivityId xmlns=\"http://schemas.microsoft.com/2004/09/ServiceModel/Diagnostics\" "
        "CorrelationId=\"a-1\">a-1</ActivityId><a:RelatesTo>urn:uuid:1</a:RelatesTo></s:Header>"
        "<s:Body><s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode>"
        "<s:Value>s:Authorization</s:Value></s:Subcode></s:Code>"
        "<s:Reason><s:Text xml:lang=\"de-DE\">no more</s:Text></s:Reason>"
        "<s:Detail><DeviceEnrollmentServiceError "
        "xmlns=\"http://schemas.microsoft.com/windows/pki/2009/01/enrollment\">"
        "<ErrorType>DeviceCapReached</ErrorType><Message>5 of 5</Message>"
        "<TraceId>trace-1</TraceId></DeviceEnrollmentServiceError></s:Detail></s:Fault></s:Body>"
        "</s:Envelope>");
}

BOOST_AUTO_TEST_CASE(writes_the_detail_of_plain_clients)
{
    Fault fault{.subcode = Subcode::certificate_request, .reason = "no", .trace_id = "t-1"};
    fault.plain = {.request_id = "66", .denied = true};
    const auto xml = to_xml(fault, {});
    BOOST_TEST(between(xml, "<s:Reason>", "</s:Reason>") ==
               "<s:Reason><s:Text xml:lang=\"en-US\">no (trace id t-1)</s:Text></s:Reason>");
    BOOST_TEST(between(xml, "<BinaryResponse", "</s:Detail>") ==
               "<BinaryResponse xsi:nil=\"true\"/><ErrorCode>-2146877420</ErrorCode>"
               "<InvalidRequest>true</InvalidRequest><RequestID>66</RequestID>"
               "</CertificateEnrollmentWSDetail></s:Detail>");
    BOOST_TEST(xml.find("DeviceEnrollmentServiceError") == std::string::npos);
    fault.subcode = Subcode::authorization;
    fault.plain = Fault::Plain{};
    BOOST_TEST(between(to_xml(fault, {}), "<ErrorCode>", "</s:Detail>") ==
               "<ErrorCode>-2145910781</ErrorCode><InvalidRequest>false</InvalidRequest>"
               "<RequestID xsi:nil=\"true\"/></CertificateEnrollmentWSDetail></s:Detail>");
}

BOOST_AUTO_TEST_CASE(fills_in_what_is_not_given)
{
    const auto xml = to_xml({.subcode = Subcode::authentication, .trace_id = "t"}, {});
    BOOST_TEST(between(xml, "<s:Reason>", "</s:Detail>") ==
               "<s:Reason><s:Text xml:lang=\"en-US\">The user name or password is not right."
               "</s:Text></s:Reason><s:Detail><DeviceEnrollmentServiceError "
               "xmlns=\"http://schemas.microsoft.com/windows/pki/2009/01/enrollment\">"
               "<ErrorType>Authentication</ErrorType>"
               "<Message>The user name or password is not right.</Message><TraceId>t</TraceId>"
               "</DeviceEnrollmentServiceError></s:Detail>");
    BOOST_TEST(xml.find("CorrelationId=\"t\">t</ActivityId></s:Header>") != xml.npos);
    BOOST_TEST(to_xml({}, {}).find("TraceId") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(binds_the_prefixes_of_foreign_subcodes)
{
    const auto internal = to_xml({.subcode = Subcode::internal_service_fault}, {});
    BOOST_TEST(code_of_xml(internal) ==
               "<s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value xmlns:a=\"http://"
               "schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher\">"
               "a:InternalServiceFault</s:Value></s:Subcode></s:Code>");
    BOOST_TEST(internal.find("/dispatcher/fault</a:Action>") != internal.npos);
    const auto security = to_xml({.subcode = Subcode::invalid_security}, {});
    BOOST_TEST(code_of_xml(security) ==
               "<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:o=\"http://"
               "docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\">"
               "o:InvalidSecurity</s:Value></s:Subcode></s:Code>");
    BOOST_TEST(security.find("/RSTRC/wstep</a:Action>") != security.npos);
}

BOOST_AUTO_TEST_CASE(is_well_formed_whatever_the_texts)
{
    const std::string hostile = std::string("<&>\"'\x01\x1B\xFF\0]]>", 13);
    const Fault fault{
        .reason = hostile, .language = hostile, .message = hostile, .trace_id = hostile};
    const auto xml = to_xml(fault, {.relates_to = hostile, .activity_id = hostile});
    BOOST_TEST(xml::parse(bytes_of(xml)).has_value());
}

BOOST_AUTO_TEST_CASE(tells_the_device_what_is_wrong_with_its_message)
{
    const auto fault =
        refuse(Subcode::message_format, {Errc::malformed, "no\n<Body>", "SOAP 1.2 Part 1, 5.1"});
    BOOST_TEST((fault.subcode == Subcode::message_format));
    BOOST_TEST(fault.reason == "no?<Body> [SOAP 1.2 Part 1, 5.1]");
    BOOST_TEST(refuse(Subcode::authorization, {Errc::refused, "no"}).reason == "no");
    BOOST_TEST(
        refuse(Subcode::message_format, {Errc::malformed, std::string(400, 'x')}).reason.size() ==
        300U);
}

BOOST_AUTO_TEST_CASE(keeps_the_inside_of_the_server_from_the_device)
{
    const Error error{Errc::environment, "/etc/key.pem: cannot open it"};
    BOOST_TEST(refuse(Subcode::enrollment_server, error).reason ==
               "The server could not do this just now: try again later, or tell your administrator "
               "the trace id.");
    BOOST_TEST(refuse(Subcode::enrollment_server, error, "later").reason == "later");
    BOOST_TEST(refuse(Subcode::enrollment_server, {Errc::usage, "--config"}, "later").reason ==
               "later");
}

BOOST_AUTO_TEST_CASE(makes_the_fault_of_a_code)
{
    const auto subcode = fault_from("0x80180007");
    BOOST_TEST((subcode->subcode == Subcode::invalid_security));
    BOOST_TEST(!subcode->error_type.has_value());
    const auto error_type = fault_from("InMaintenance");
    BOOST_TEST((error_type->subcode == Subcode::enrollment_server));
    BOOST_TEST((error_type->error_type == ErrorType::in_maintenance));
    BOOST_TEST((fault_from("InMaintenance", "authorization")->subcode == Subcode::authorization));
}

BOOST_AUTO_TEST_CASE(makes_no_fault_of_a_code_that_has_none)
{
    const auto message = [](const std::string& code, std::optional<std::string> subcode = {}) {
        const auto fault = fault_from(code, subcode);
        BOOST_REQUIRE(!fault);
        BOOST_TEST((fault.error().code == Errc::usage));
        return fault.error().message;
    };
    BOOST_TEST(message("x") == "'x' is no code; --list shows all");
    BOOST_TEST(message("WAB_ERROR") == "'WAB_ERROR' is no code of a fault; try --explain");
    BOOST_TEST(message("0x80190001") == "'0x80190001' is no code of a fault; try --explain");
    BOOST_TEST(message("InMaintenance", "UserLicense") == "'UserLicense' is no subcode");
    BOOST_TEST(message("Authorization", "Authentication") ==
               "a subcode goes with an ErrorType, 'Authorization' is none");
}

BOOST_AUTO_TEST_CASE(knows_language_tags_by_their_form)
{
    for (const char* tag : {"en", "en-US", "de-CH-1996", "zh-Hans-CN", "x-a"})
        BOOST_TEST(is_language_tag(tag), tag);
    for (const char* tag : {"", "-", "en-", "-US", "en_US", "1e", "abcdefghi", "en us", "en\n"})
        BOOST_TEST(!is_language_tag(tag), tag);
}

BOOST_AUTO_TEST_SUITE_END()
