#include "fault/codes.h"

namespace mdm::fault {
namespace {

constexpr Code table[] = {
    {0x80180001, "MENROLL_E_DEVICE_MESSAGE_FORMAT_ERROR", "MessageFormat", Origin::subcode,
     "The server could not read the device's message.",
     "Look the trace id up in the server's log: it names the element and what was expected.", "",
     "The request is not well formed.", Subcode::message_format},
    {0x80180002, "MENROLL_E_DEVICE_AUTHENTICATION_ERROR", "Authentication", Origin::subcode,
     "The server did not accept the user name and password or the token.",
     "Check the user name with its domain part, the password, and whether the account is locked.",
     "", "The user name or password is not right.", Subcode::authentication},
    {0x80180003, "MENROLL_E_DEVICE_AUTHORIZATION_ERROR", "Authorization", Origin::subcode,
     "The server knows the user but does not let this user enroll.",
     "Check which users and groups may enroll, and look the trace id up for the rule.", "",
     "This user may not enroll a device.", Subcode::authorization},
    {0x80180004, "MENROLL_E_DEVICE_CERTIFICATEREQUEST_ERROR", "CertificateRequest", Origin::subcode,
     "The server did not issue a certificate for the device's request.",
     "Look the trace id up: the key, its signature or the authority is at fault.",
     "MENROLL_E_DEVICE_CERTIFCATEREQUEST_ERROR", "No certificate could be issued to this device.",
     Subcode::certificate_request},
    {0x80180005, "MENROLL_E_DEVICE_CONFIGMGRSERVER_ERROR", "EnrollmentServer", Origin::subcode,
     "Something that the enrollment server depends on failed.",
     "Try again later; the administrator finds the failure in the log by the trace id.", "",
     "The server could not do this just now: try again later, or tell your administrator "
     "the trace id.",
     Subcode::enrollment_server},
    {0x80180006, "MENROLL_E_DEVICE_INTERNALSERVICE_ERROR", "InternalServiceFault", Origin::subcode,
     "The server failed in a way that it had not foreseen.",
     "Try again later; the administrator finds the failure in the log by the trace id.", "",
     "The server failed to process the request.", Subcode::internal_service_fault},
    {0x80180007, "MENROLL_E_DEVICE_INVALIDSECURITY_ERROR", "InvalidSecurity", Origin::subcode,
     "The security header of the device's message could not be used.",
     "Check that there is exactly one, with a credential that the AuthPolicy calls for.", "",
     "The security header of the request cannot be used.", Subcode::invalid_security},
    {0x80180013, "MENROLL_E_DEVICECAPREACHED", "DeviceCapReached", Origin::error_type,
     "The user has enrolled as many devices as allowed.",
     "Remove devices that are no longer used, or raise the limit.", "",
     "You have enrolled as many devices as you may; remove one that you no longer use.",
     Subcode::authorization, ErrorType::device_cap_reached},
    {0x80180014, "MENROLL_E_DEVICENOTSUPPORTED", "DeviceNotSupported", Origin::error_type,
     "The server does not take devices of this kind or version.",
     "Check which platforms and versions are allowed, and update the device.", "",
     "Devices of this kind or version cannot be enrolled.", Subcode::authorization,
     ErrorType::device_not_supported},
    {0x80180015, "MENROLL_E_NOT_SUPPORTED", "NotSupported", Origin::error_type,
     "Device management is not available to this user.",
     "Check whether management is switched on for the user.", "MENROLL_E_NOTSUPPORTED",
     "Device management is not available to you.", Subcode::authorization,
     ErrorType::not_supported},
    {0x80180016, "MENROLL_E_NOTELIGIBLETORENEW", "NotEligibleToRenew", Origin::error_type,
     "The server did not renew the device's certificate.",
     "Check whether it is revoked, expired or too young to renew; else enroll again.", "",
     "The certificate of this device cannot be renewed.", Subcode::authorization,
     ErrorType::not_eligible_to_renew},
    {0x80180017, "MENROLL_E_INMAINTENANCE", "InMaintenance", Origin::error_type,
     "The server is down for maintenance.", "Try again when the maintenance is over.", "",
     "The service is being maintained; try again later.", Subcode::enrollment_server,
     ErrorType::in_maintenance},
    {0x80180018, "MENROLL_E_USER_LICENSE", "UserLicense", Origin::error_type,
     "The user has no licence for device management, or one that is not in order.",
     "Check the user's licences.", "MENROLL_E_USERLICENSE",
     "You have no licence for device management.", Subcode::authorization, ErrorType::user_license},
    {0x80180019, "MENROLL_E_ENROLLMENTDATAINVALID", "InvalidEnrollmentData", Origin::error_type,
     "The server rejected the enrollment data that the device was given.",
     "Check the provisioning package or invitation that started the enrollment.", "",
     "The enrollment data of this device is not valid.", Subcode::authorization,
     ErrorType::invalid_enrollment_data},
    {0x80180032, "MENROLL_E_CUSTOMSERVERERROR", "CustomServerError", Origin::error_type,
     "The server refused with a text of its own, which Windows 10 20H2 and later show.",
     "Read the text; the trace id leads to the rule that wrote it.", "",
     "The server refused the enrollment.", Subcode::authorization, ErrorType::custom_server_error},
};

} // namespace

std::span<const Code> server_codes()
{
    return table;
}

} // namespace mdm::fault
