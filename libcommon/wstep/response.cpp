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

} // namespace

std::string provisioning_response(std::string_view document, const Exchange& exchange)
{
    auto response = soap::begin_response({.action = soap::action::request_security_token_response,
                                          .relates_to = exchange.relates_to,
                                          .activity_id = exchange.activity_id,
                                          .timestamp = exchange.now});
    auto collection = response.body.child("RequestSecurityTokenResponseCollection");
    collection.attribute("xmlns", xml::ns::trust);
    auto token_response = collection.child("RequestSecurityTokenResponse");
    token_response.leaf("TokenType", enrollment_token);
    token_response.child("DispositionMessage").attribute("xmlns", xml::ns::enrollment);
    auto token = token_response.child("RequestedSecurityToken").child("BinarySecurityToken");
    token.attribute("xmlns", xml::ns::secext)
        .attribute("ValueType", provision_document)
        .attribute("EncodingType", base64_binary)
        .text(encode_base64(bytes_of(document)));
    token_response.child("RequestID").attribute("xmlns", xml::ns::enrollment).text("0");
    return response.writer.finish_with_declaration();
}

} // namespace mdm::wstep
