#include "wstep/response.h"

#include "core/base64.h"
#include "soap/action.h"
#include "soap/response.h"

namespace mdm::wstep {
namespace {

constexpr std::string_view enrollment_token =
    "http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/DeviceEnrollmentToken";
constexpr std::string_view provision_document = "http://schemas.microsoft.com/5.0.0.0/"
                                                "ConfigurationManager/Enrollment/"
                                                "DeviceEnrollmentProvisionDoc";
constexpr std::string_view base64_binary = "http://docs.oasis-open.org/wss/2004/01/"
                                           "oasis-200401-wss-wssecurity-secext-1.0.xsd"
                                           "#base64binary";

constexpr std::string_view x509_token =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";
constexpr std::string_view pkcs7_token =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd#PKCS7";

soap::Response begin(const Exchange& exchange)
{
    return soap::begin_response({.action = soap::action::request_security_token_response,
                                 .relates_to = exchange.relates_to,
                                 .activity_id = exchange.activity_id,
                                 .timestamp = exchange.now});
}

xml::Writer::Node token_response(soap::Response& response)
{
    auto collection = response.body.child("RequestSecurityTokenResponseCollection");
    collection.attribute("xmlns", xml::ns::trust);
    return collection.child("RequestSecurityTokenResponse");
}

void write_token(xml::Writer::Node parent, std::string_view type, ByteView content)
{
    parent.child("BinarySecurityToken")
        .attribute("xmlns", xml::ns::secext)
        .attribute("ValueType", type)
        .attribute("EncodingType", base64_binary)
        .text(encode_base64(content));
}

void write_disposition(xml::Writer::Node parent, const Disposition& disposition,
                       std::string_view message)
{
    parent.leaf("TokenType", x509_token);
    parent.child("DispositionMessage")
        .attribute("xml:lang", disposition.language)
        .attribute("xmlns", xml::ns::enrollment)
        .text(message);
}

void write_request_id(xml::Writer::Node parent, std::string_view id)
{
    parent.child("RequestID").attribute("xmlns", xml::ns::enrollment).text(id);
}

} // namespace

std::string provisioning_response(std::string_view document, const Exchange& exchange)
{
    auto response = begin(exchange);
    auto answer = token_response(response);
    answer.leaf("TokenType", enrollment_token);
    answer.child("DispositionMessage").attribute("xmlns", xml::ns::enrollment);
    write_token(answer.child("RequestedSecurityToken"), provision_document, bytes_of(document));
    write_request_id(answer, "0");
    return response.writer.finish_with_declaration();
}

std::string certificate_response(ByteView certificate, ByteView full_response,
                                 const Disposition& disposition, const Exchange& exchange)
{
    auto response = begin(exchange);
    auto answer = token_response(response);
    write_disposition(answer, disposition, "Issued");
    write_token(answer, pkcs7_token, full_response);
    write_token(answer.child("RequestedSecurityToken"), x509_token, certificate);
    write_request_id(answer, disposition.request_id);
    return response.writer.finish_with_declaration();
}

std::string pending_response(std::string_view url, const Disposition& disposition,
                             const Exchange& exchange)
{
    auto response = begin(exchange);
    auto answer = token_response(response);
    write_disposition(answer, disposition, "Taken Under Submission");
    answer.child("RequestedSecurityToken")
        .child("SecurityTokenReference")
        .attribute("xmlns", xml::ns::secext)
        .child("Reference")
        .attribute("URI", url);
    write_request_id(answer, disposition.request_id);
    return response.writer.finish_with_declaration();
}

} // namespace mdm::wstep
