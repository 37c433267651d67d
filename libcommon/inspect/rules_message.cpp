#include "inspect/lint_rules.h"

namespace mdm::inspect {
namespace {

// How a message is made: XML, HTTP, SOAP, addressing and security.
constexpr Rule rows[] = {
    {"well-formed", Severity::error, "XML 1.0, 2.1",
     "A message is well-formed XML without a DOCTYPE, within the limits of this tool."},
    {"kind", Severity::error, "MS-MDE2 2.2", "The input is what is known, and what --kind says."},
    {"http-chunked", Severity::error, "Microsoft Learn, Federated authentication device enrollment",
     "An answer is not in chunks: devices do not read them."},
    {"http-length", Severity::error, "RFC 9110 8.6",
     "Content-Length is there in an answer, and counts the bytes of the body."},
    {"http-content-type", Severity::error, "RFC 3902 2",
     "Content-Type of a message is application/soap+xml."},
    {"http-empty", Severity::error, "MS-MDE2 2.1",
     "An answer of status 200 has a message: devices show 0x80180029 for none."},
    {"http-status", Severity::error, "SOAP 1.2 Part 2, 7.4.2",
     "A message that is no fault comes with status 200."},
    {"http-fault-status", Severity::warning, "SOAP 1.2 Part 2, 7.4.2",
     "A fault comes with status 400 or 500."},
    {"soap-version", Severity::warning, "MS-WSTEP 2.1",
     "The envelope is SOAP 1.2; published examples of SOAP 1.1 are in error."},
    {"soap-namespace", Severity::error, "SOAP 1.2 Part 1, 5",
     "Envelope, Header and one Body are in the namespace of SOAP, in this spelling."},
    {"soap-body", Severity::warning, "SOAP 1.2 Part 1, 5.3",
     "Body holds one element; what follows it is ignored."},
    {"payload-namespace", Severity::error, "MS-MDE2 2.2.1",
     "The element in Body is in the namespace of its protocol."},
    {"action", Severity::error, "MS-WSTEP 3.1.4.2",
     "Action is there and is that of the element in Body."},
    {"must-understand", Severity::error, "SOAP 1.2 Part 1, 5.2.3",
     "No header of an unknown namespace must be understood."},
    {"header-twice", Severity::error, "WS-Addressing 1.0 Core, 3.2",
     "Action, MessageID, RelatesTo, To and Security occur once."},
    {"activity-id", Severity::warning, "MS-MDE2 2.2.10",
     "ActivityId is in the namespace of ServiceModel/Diagnostics."},
    {"message-id", Severity::warning, "WS-Addressing 1.0 Core, 3.2",
     "A request has a MessageID, urn:uuid: and a UUID."},
    {"relates-to", Severity::warning, "WS-Addressing 1.0 Core, 3.4",
     "An answer has the MessageID of its request in RelatesTo."},
    {"to", Severity::warning, "WS-Addressing 1.0 Core, 3.2",
     "A request names the https URL of the service in To."},
    {"reply-to", Severity::warning, "WS-Addressing 1.0 Core, 3.2",
     "A request asks for the answer on the same connection in ReplyTo."},
    {"security-missing", Severity::warning, "MS-MDE2 3.3.4.1.1.1",
     "GetPolicies and a request for a certificate say who asks in Security."},
    {"security-tokens", Severity::warning, "MS-MDE2 3.4.4.1.1.1", "Security holds one token."},
    {"username", Severity::error, "WSS Username Token Profile 1.0, 3",
     "A UsernameToken has a Username that is not empty."},
    {"password", Severity::warning, "MS-MDE2 3.4.4.1.1.1",
     "A UsernameToken has a Password that is not empty, but where a certificate is "
     "renewed."},
    {"password-type", Severity::warning, "WSS Username Token Profile 1.0, 3",
     "The Type of a Password is PasswordText."},
    {"header-token-type", Severity::warning, "MS-MDE2 3.4.4.1.1.1",
     "A token in Security is a DeviceEnrollmentUserToken, a JWT or an X509v3."},
    {"encoding-type", Severity::warning, "MS-MDE2 3.4.4.1.1.1",
     "EncodingType is ...secext-1.0.xsd#base64binary, in this spelling."},
    {"token-quotation-mark", Severity::warning, "MS-MDE2 3.4.4.1.1.1",
     "A token in Security does not end in a quotation mark, as that of a published sample "
     "does."},
    {"base64", Severity::error, "RFC 4648 4",
     "The text of a BinarySecurityToken is base64 of something."},
    {"timestamp", Severity::error, "WSS SOAP Message Security 1.1, 10",
     "A Timestamp has Created before Expires."},
    {"timestamp-length", Severity::warning, "MS-MDE2 3.4.4.1.1.1",
     "A Timestamp is good for some minutes."},
    {"signature-method", Severity::warning, "MS-MDE2 3.3.4.1.1.1",
     "SignatureMethod is RSA or ECDSA with SHA-256 or better, by its URI of xmldsig-"
     "more."},
    {"signature-c14n", Severity::warning, "MS-MDE2 3.3.4.1.1.1",
     "CanonicalizationMethod is exclusive."},
    {"signature-reference", Severity::error, "XML Signature 4.4.3",
     "A Signature has a SignedInfo with a Reference."},
    {"signature-transform", Severity::warning, "MS-MDE2 3.3.4.1.1.1",
     "A Reference to the whole message leaves the Signature out by a transform."},
    {"signature-digest", Severity::warning, "XML Signature 4.4.3.5",
     "A Reference has a digest of SHA-256 or better."},
    {"signature-key", Severity::error, "WSS X.509 Token Profile 1.0, 3.2",
     "KeyInfo names the token of the header that holds the certificate."},
    {"signature-timestamp", Severity::error, "WSS SOAP Message Security 1.1, 10",
     "A message that is signed has a Timestamp."},
};

} // namespace

std::span<const Rule> message_rules()
{
    return rows;
}

} // namespace mdm::inspect
