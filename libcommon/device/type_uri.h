#pragma once

#include <string_view>

/// The URIs that say what a token is.
namespace mdm::device::type_uri {

constexpr std::string_view enrollment_token =
    "http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/DeviceEnrollmentToken";
constexpr std::string_view user_token =
    "http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/"
    "DeviceEnrollmentUserToken";
constexpr std::string_view certificate =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";
constexpr std::string_view entra_token = "urn:ietf:params:oauth:token-type:jwt";
constexpr std::string_view provision_document =
    "http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/"
    "DeviceEnrollmentProvisionDoc";
constexpr std::string_view issue = "http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue";
constexpr std::string_view renew = "http://docs.oasis-open.org/ws-sx/ws-trust/200512/Renew";
constexpr std::string_view query =
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollment/QueryTokenStatus";
constexpr std::string_view pkcs7_secext =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd#PKCS7";
constexpr std::string_view pkcs7_enrollment =
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollment#PKCS7";
constexpr std::string_view pkcs10 =
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollment#PKCS10";
constexpr std::string_view base64binary =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
    "#base64binary";

} // namespace mdm::device::type_uri
