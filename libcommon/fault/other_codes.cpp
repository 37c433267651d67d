#include "fault/codes.h"

namespace mdm::fault {
namespace {

constexpr std::string_view old = "The device runs Windows 8.1: read it as 0x8018, not 0x8019.";
constexpr std::string_view joins = "Look at the directory's device registration, not at the MDM.";

constexpr Code mirror(std::uint32_t hresult, std::string_view name, std::string_view meaning,
                      std::string_view advice = old)
{
    return {hresult, name, "", Origin::windows_8_1, meaning, advice};
}

constexpr Code registration(std::uint32_t hresult, std::string_view name, std::string_view meaning,
                            std::string_view advice = joins)
{
    return {hresult, name, "", Origin::registration, meaning, advice};
}

constexpr Code windows_8_1[] = {
    mirror(0x80190001, "MREGISTER_E_DEVICE_MESSAGE_FORMAT_ERROR",
           "The server could not read the device's message."),
    mirror(0x80190002, "MREGISTER_E_DEVICE_AUTHENTICATION_ERROR",
           "The server did not recognise the user."),
    mirror(0x80190003, "MREGISTER_E_DEVICE_AUTHORIZATION_ERROR",
           "The server does not let this user enroll."),
    mirror(0x80190004, "MREGISTER_E_DEVICE_CERTIFCATEREQUEST_ERROR",
           "The server issued no certificate."),
    mirror(0x80190005, "MREGISTER_E_DEVICE_CONFIGMGRSERVER_ERROR",
           "Something that the server depends on failed."),
    mirror(0x80190006, "MREGISTER_E_DEVICE_INTERNALSERVICE_ERROR",
           "The server failed in a way that it had not foreseen."),
    mirror(0x80190007, "MREGISTER_E_DEVICE_INVALIDSECURITY_ERROR",
           "The security header of the device's message could not be used."),
    mirror(0x80190008, "MREGISTER_E_DEVICE_UNKNOWN_ERROR",
           "The server answered with a fault that the device does not know."),
    mirror(0x80190009, "MREGISTER_E_REGISTRATION_IN_PROGRESS", "Another enrollment is running."),
    mirror(0x8019000A, "MREGISTER_E_DEVICE_ALREADY_REGISTERED", "The device is enrolled already."),
    mirror(0x8019000B, "MREGISTER_E_DEVICE_NOT_REGISTERED", "The device is not enrolled."),
    mirror(0x8019000C, "MREGISTER_E_DISCOVERY_REDIRECTED", "The discovery was redirected.",
           "Announce the discovery URL that the redirect leads to."),
    mirror(0x8019000D, "MREGISTER_E_DEVICE_NOT_AD_REGISTERED_ERROR",
           "The device is not registered with the directory.",
           "Register it with the directory first."),
    mirror(0x8019000E, "MREGISTER_E_DISCOVERY_FAILED", "The discovery failed.",
           "Check DNS (enterpriseenrollment.DOMAIN), proxy, firewall and the server."),
};

constexpr Code registrations[] = {
    registration(0x801C0001, "DSREG_E_DEVICE_MESSAGE_FORMAT_ERROR",
                 "The registration service could not read the message."),
    registration(0x801C0002, "DSREG_E_DEVICE_AUTHENTICATION_ERROR",
                 "The registration service did not recognise the user or the device."),
    registration(0x801C0003, "DSREG_E_DEVICE_AUTHORIZATION_ERROR",
                 "The user may not join devices to the directory.",
                 "Check in the directory who may join devices."),
    registration(0x801C0006, "DSREG_E_DEVICE_INTERNALSERVICE_ERROR",
                 "The registration service failed."),
    registration(0x801C000B, "DSREG_E_DISCOVERY_REDIRECTION_NOT_TRUSTED",
                 "The discovery was redirected to a place that is not trusted."),
    registration(0x801C000C, "DSREG_E_DISCOVERY_FAILED",
                 "The registration service could not be discovered.",
                 "Check DNS, proxy and firewall."),
    registration(0x801C000E, "DSREG_E_DEVICE_REGISTRATION_QUOTA_EXCCEEDED",
                 "The user has joined as many devices as allowed.",
                 "Remove devices from the user in the directory, or raise the limit."),
    registration(0x801C000F, "DSREG_E_DEVICE_REQUIRES_REBOOT",
                 "The device must restart before it can be joined.", "Restart the device."),
    registration(0x801C0010, "DSREG_E_DEVICE_AIK_VALIDATION_ERROR",
                 "The attestation key of the device was not accepted.",
                 "Check the TPM and its firmware."),
    registration(0x801C0011, "DSREG_E_DEVICE_ATTESTATION_ERROR",
                 "The attestation of the device failed.", "Check the TPM and its firmware."),
    registration(0x801C0012, "DSREG_E_DISCOVERY_BAD_MESSAGE_ERROR",
                 "The answer to the discovery could not be read."),
    registration(0x801C0013, "DSREG_E_TENANTID_NOT_FOUND", "The sign-in token names no tenant."),
    registration(0x801C0014, "DSREG_E_USERSID_NOT_FOUND", "The sign-in token names no user SID."),
};

constexpr HttpStatus http_statuses[] = {
    {300, "HTTP_E_STATUS_AMBIGUOUS"},
    {301, "HTTP_E_STATUS_MOVED"},
    {302, "HTTP_E_STATUS_REDIRECT"},
    {303, "HTTP_E_STATUS_REDIRECT_METHOD"},
    {304, "HTTP_E_STATUS_NOT_MODIFIED"},
    {305, "HTTP_E_STATUS_USE_PROXY"},
    {307, "HTTP_E_STATUS_REDIRECT_KEEP_VERB"},
    {400, "HTTP_E_STATUS_BAD_REQUEST"},
    {401, "HTTP_E_STATUS_DENIED"},
    {402, "HTTP_E_STATUS_PAYMENT_REQ"},
    {403, "HTTP_E_STATUS_FORBIDDEN"},
    {404, "HTTP_E_STATUS_NOT_FOUND"},
    {405, "HTTP_E_STATUS_BAD_METHOD"},
    {406, "HTTP_E_STATUS_NONE_ACCEPTABLE"},
    {407, "HTTP_E_STATUS_PROXY_AUTH_REQ"},
    {408, "HTTP_E_STATUS_REQUEST_TIMEOUT"},
    {409, "HTTP_E_STATUS_CONFLICT"},
    {410, "HTTP_E_STATUS_GONE"},
    {411, "HTTP_E_STATUS_LENGTH_REQUIRED"},
    {412, "HTTP_E_STATUS_PRECOND_FAILED"},
    {413, "HTTP_E_STATUS_REQUEST_TOO_LARGE"},
    {414, "HTTP_E_STATUS_URI_TOO_LONG"},
    {415, "HTTP_E_STATUS_UNSUPPORTED_MEDIA"},
    {416, "HTTP_E_STATUS_RANGE_NOT_SATISFIABLE"},
    {417, "HTTP_E_STATUS_EXPECTATION_FAILED"},
    {500, "HTTP_E_STATUS_SERVER_ERROR"},
    {501, "HTTP_E_STATUS_NOT_SUPPORTED"},
    {502, "HTTP_E_STATUS_BAD_GATEWAY"},
    {503, "HTTP_E_STATUS_SERVICE_UNAVAIL"},
    {504, "HTTP_E_STATUS_GATEWAY_TIMEOUT"},
    {505, "HTTP_E_STATUS_VERSION_NOT_SUP"},
};

} // namespace

std::span<const Code> windows_8_1_codes()
{
    return windows_8_1;
}

std::span<const Code> registration_codes()
{
    return registrations;
}

std::span<const HttpStatus> named_http_statuses()
{
    return http_statuses;
}

} // namespace mdm::fault
