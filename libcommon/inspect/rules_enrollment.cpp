#include "inspect/lint_rules.h"

namespace mdm::inspect {
namespace {

// Enrollment and faults.
constexpr Rule rows[] = {
    {"rst-order", Severity::warning, "MS-WSTEP 3.1.4.1.3.3",
     "The parts of an RST stand in the order of all published messages."},
    {"rst-twice", Severity::error, "MS-WSTEP 3.1.4.1.3.3", "Each part of an RST occurs once."},
    {"rst-request-type", Severity::error, "MS-WSTEP 3.1.4.2",
     "RequestType is Issue, Renew, Recovery, QueryTokenStatus or KET."},
    {"rst-token-type", Severity::warning, "MS-MDE2 3.4.4.1.1.1",
     "TokenType is DeviceEnrollmentToken, or X509v3 of plain clients."},
    {"rst-token", Severity::error, "MS-WSTEP 3.1.4.1.3.3",
     "Issue, Renew and Recovery have a BinarySecurityToken."},
    {"rst-value-type", Severity::error, "MS-MDE2 3.4.4.1.1.1",
     "ValueType is #PKCS10, and #PKCS7 of a renewal."},
    {"rst-request-id", Severity::error, "MS-WSTEP 3.1.4.2.1.2",
     "QueryTokenStatus has a RequestID."},
    {"context-missing", Severity::warning, "MS-MDE2 3.4.4.1.1.1",
     "A device says what it is in AdditionalContext."},
    {"context-name", Severity::error, "MS-MDE2 3.4.4.1.1.1",
     "A ContextItem has a Name and a Value."},
    {"context-twice", Severity::error, "MS-MDE2 3.4.4.1.1.1",
     "Each ContextItem but MAC and IMEI occurs once."},
    {"context-value", Severity::error, "MS-MDE2 3.4.4.1.1.1",
     "Values are text without control characters, and not too long or too many."},
    {"context-form", Severity::warning, "MS-MDE2 3.4.4.1.1.1",
     "Values have the form of their item: versions, UUIDs, booleans, base64."},
    {"context-device-id", Severity::warning, "MS-MDE2 3.4.4.1.1.1", "A device names its DeviceID."},
    {"enrollment-type", Severity::error, "MS-MDE2 3.4.4.1.1.1",
     "EnrollmentType is Full or Device."},
    {"rstrc-one", Severity::error, "MS-WSTEP 3.1.4.1.3.5",
     "A collection holds one RequestSecurityTokenResponse."},
    {"rstrc-schema", Severity::error, "MS-WSTEP 3.1.4.1.3.5",
     "A response has TokenType, RequestedSecurityToken and RequestID, once and in "
     "order."},
    {"rstrc-token-type", Severity::error, "MS-MDE2 3.4.4.1.1.2",
     "TokenType is DeviceEnrollmentToken, or X509v3 of plain clients."},
    {"rstrc-value-type", Severity::error, "MS-MDE2 3.4.4.1.1.2",
     "ValueType is DeviceEnrollmentProvisionDoc, or X509v3 of plain clients."},
    {"rstrc-document", Severity::error, "MS-MDE2 3.4.4.1.1.2",
     "The token of a response is a provisioning document."},
    {"rstrc-pending", Severity::error, "MS-WSTEP 3.1.4.1.3.5",
     "A device is answered at once: it does not know of pending requests."},
    {"rstrc-timestamp", Severity::warning, "MS-MDE2 3.4.4.1.1.2",
     "The header of a response has Security with a Timestamp."},
    {"base64-line", Severity::error, "MS-MDE2 2.2.9.2",
     "Base64 in what a server sends is on one line, with its padding."},
    {"fault-names", Severity::error, "MS-WSTEP 4.1.4.2",
     "Fault, Code, Reason and Detail are of SOAP 1.2, in this spelling and order."},
    {"fault-code", Severity::error, "SOAP 1.2 Part 1, 5.4.6", "Code is s:Receiver or s:Sender."},
    {"fault-subcode", Severity::error, "MS-MDE2 2.2.10", "Subcode is one of the seven of MS-MDE2."},
    {"fault-subcode-namespace", Severity::error, "MS-WSTEP 4.1.4.2",
     "The prefix of a subcode is bound to SOAP; of InternalServiceFault to the "
     "dispatcher; of InvalidSecurity to WS-Security."},
    {"fault-subcode-addressing", Severity::warning, "MS-MDE2 2.2.10",
     "InternalServiceFault and InvalidSecurity are not in the namespace of WS-"
     "Addressing, though an example has it."},
    {"fault-reason", Severity::error, "SOAP 1.2 Part 1, 5.4.2", "Reason has a Text."},
    {"fault-text", Severity::warning, "MS-MDE2 2.2.10", "The text of a fault is a short sentence."},
    {"fault-language", Severity::error, "SOAP 1.2 Part 1, 5.4.2",
     "The Text of a Reason says its language in xml:lang."},
    {"fault-detail", Severity::error, "MS-MDE2 2.2.10",
     "Detail holds DeviceEnrollmentServiceError of the namespace of enrollment."},
    {"fault-error-type", Severity::warning, "MS-MDE2 2.2.10",
     "ErrorType is one of MS-MDE2, or repeats the subcode."},
    {"fault-trace-id", Severity::warning, "MS-MDE2 2.2.10",
     "A fault has a TraceId, by which the log of the server tells more."},
    {"fault-ws-detail", Severity::error, "MS-WSTEP 3.1.4.1.3.7",
     "ErrorCode is a number, InvalidRequest true or false."},
};

} // namespace

std::span<const Rule> enrollment_rules()
{
    return rows;
}

} // namespace mdm::inspect
