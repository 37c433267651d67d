#include "fault/codes.h"

namespace mdm::fault {
namespace {

constexpr std::string_view look_at_log =
    "Read the device's log (DeviceManagement-Enterprise-Diagnostics-Provider) for the node.";

constexpr Code client(std::uint32_t hresult, std::string_view name, std::string_view meaning,
                      std::string_view advice, std::string_view alias = {})
{
    return {hresult, name, "", Origin::client, meaning, advice, alias};
}

constexpr Code table[] = {
    client(0x00180011, "MENROLL_S_ENROLLMENT_SUSPENDED",
           "The enrollment was suspended; a success code that is no longer used.",
           "There is nothing to do."),
    client(0x80180008, "MENROLL_E_DEVICE_UNKNOWN_ERROR",
           "The server answered with a fault that the device does not know.",
           "Look at the server's answer: the subcode is none of MS-MDE2 2.2.10."),
    client(0x80180009, "MENROLL_E_ENROLLMENT_IN_PROGRESS", "Another enrollment is running.",
           "Wait until it ends, or restart the device."),
    client(0x8018000A, "MENROLL_E_DEVICE_ALREADY_ENROLLED", "The device is enrolled already.",
           "Unenroll it first."),
    client(0x8018000B, "MENROLL_E_DEVICE_NOT_ENROLLED", "The device is not enrolled.",
           "Enroll it first."),
    client(0x8018000C, "", "No error of enrollment has this number.",
           "MREGISTER_E_DISCOVERY_REDIRECTED is 0x8019000C."),
    client(0x8018000D, "MENROLL_E_DISCOVERY_SEC_CERT_DATE_INVALID",
           "The TLS certificate of the discovery server is expired or not yet valid.",
           "Renew the certificate, or set the device's clock."),
    client(0x8018000E, "MENROLL_E_PASSWORD_NEEDED", "No password was given.",
           "Enter the password."),
    client(0x8018000F, "MENROLL_E_WAB_ERROR", "The web page of the sign-in failed.",
           "Open the AuthenticationServiceUrl in a browser and look at the error."),
    client(0x80180010, "MENROLL_E_CONNECTIVITY",
           "The server could not be reached: name resolution, connection or time-out.",
           "Check DNS (enterpriseenrollment.DOMAIN), proxy, firewall and the server."),
    client(0x80180012, "MENROLL_E_INVALIDSSLCERT",
           "The device does not trust the server's TLS certificate.",
           "Check its names and chain, and that the device has the root."),
    client(0x8018001A, "MENROLL_E_INSECUREREDIRECT", "The server redirected to plain HTTP.",
           "Redirect to https alone."),
    client(0x8018001B, "MENROLL_E_PLATFORM_WRONG_STATE",
           "The device was to enroll twice, or to leave an enrollment that it does not know.",
           "Unenroll in the settings, restart, and enroll again."),
    client(0x8018001C, "MENROLL_E_PLATFORM_LICENSE_ERROR",
           "This edition of Windows cannot be managed.",
           "Upgrade the edition or enter its licence."),
    client(0x8018001D, "MENROLL_E_PLATFORM_UNKNOWN_ERROR",
           "The device failed in a way that has no number.", look_at_log),
    client(0x8018001E, "MENROLL_E_PROV_CSP_CERTSTORE",
           "The device could not take the CertificateStore part of the provisioning document.",
           "Check the certificates, their thumbprints and the order of the stores."),
    client(0x8018001F, "MENROLL_E_PROV_CSP_W7",
           "The device could not take the APPLICATION part of the provisioning document.",
           "Check the w7 account: both APPAUTH blocks, and a nonce in each that is DIGEST."),
    client(0x80180020, "MENROLL_E_PROV_CSP_DMCLIENT",
           "The device could not take the DMClient part of the provisioning document.",
           "Check the provider id and the names and types of the DMClient nodes."),
    client(0x80180021, "MENROLL_E_PROV_CSP_PFW",
           "The device could not take the PassportForWork part of the provisioning document.",
           "Check the tenant id and the policy nodes."),
    client(0x80180022, "MENROLL_E_PROV_CSP_MISC",
           "The device could not take another part of the provisioning document.", look_at_log),
    client(0x80180023, "MENROLL_E_PROV_UNKNOWN",
           "The device could not take the provisioning document, and not say which part.",
           look_at_log),
    client(0x80180024, "MENROLL_E_PROV_SSLCERTNOTFOUND",
           "The device did not find the issued certificate when it bound its key to it.",
           "Check that My/User or My/System is the store of the enrollment type."),
    client(0x80180025, "MENROLL_E_PROV_CSP_APPMGMT",
           "The device could not take the EnterpriseAppManagement part of the document.",
           "Check the enterprise id, token and Company Hub link."),
    client(0x80180026, "MENROLL_E_DEVICE_MANAGEMENT_BLOCKED",
           "Enrollment is blocked on the device, by policy or because it is managed already.",
           "Remove the policy that forbids enrollment."),
    client(0x80180027, "MENROLL_E_CERTPOLICY_PRIVATEKEYCREATION_FAILED",
           "The device could not make a key as the policy asks.",
           "Ask for a key length, hash and key storage provider that the device has."),
    client(0x80180028, "MENROLL_E_CERTAUTH_FAILED_TO_FIND_CERT",
           "The device has no certificate to authenticate with.",
           "Check the provisioning package that should have brought it."),
    client(0x80180029, "MENROLL_E_EMPTY_MESSAGE",
           "The server answered with HTTP 200 and an empty body.",
           "Look at the server's log for what ended without an answer."),
    client(0x8018002A, "MENROLL_E_USER_CANCELED", "The user cancelled the enrollment.",
           "Start again; 0x80180030 means the same."),
    client(0x80180030, "MENROLL_E_USER_CANCELLED", "The user cancelled the enrollment.",
           "Start again; 0x8018002A means the same."),
    client(0x80180031, "MENROLL_E_MDM_NOT_CONFIGURED",
           "Device management is not configured for the organisation.",
           "Enter the URLs of the service in the directory."),
    client(0x80180033, "MENROLL_E_SERVER429", "The server asked to slow down (HTTP 429).",
           "Try again later."),
};

} // namespace

std::span<const Code> client_codes()
{
    return table;
}

} // namespace mdm::fault
