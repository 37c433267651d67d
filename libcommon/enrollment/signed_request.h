#pragma once

#include "auth/identity.h"
#include "auth/timestamp.h"
#include "enrollment/refusal.h"
#include "soap/envelope.h"

#include <functional>
#include <string>

namespace mdm::enrollment {

/// A message that is signed by a certificate which is trusted.
struct SignedMessage {
    auth::Identity identity;
    /// A SOAP envelope of what was signed, and of nothing else. It is from here that a signed
    /// request is read.
    std::string envelope;
};

/// What is remembered of a signed request for a certificate, so that it is answered once. All of
/// them are hashes in hexadecimal.
struct Footprint {
    std::string content;     ///< of what was signed
    std::string message;     ///< of the message as it came
    std::string certificate; ///< of the certificate
    Time good_until;         ///< afterwards its Timestamp is too old
};

/// How a signed request is checked.
struct CertificateCheck {
    /// Verifies the signature and the certificate. InvalidSecurity: there is no signature of the
    /// form that is taken. Authentication: it does not verify, or the certificate is not trusted.
    /// EnrollmentServer: it could not be found out.
    std::function<Result<SignedMessage, Refusal>(ByteView message)> verify = {};
    auth::TimestampRules timestamp = {};
    /// Writes down that a request was taken. Fails with refused when the same signature stood in
    /// another message before, and with another error when it could not be found out.
    std::function<Result<void>(const Footprint& footprint)> remember = {};
};

/// Who sent a signed request, and what of it was signed.
struct SignedRequest {
    auth::Identity identity;
    soap::Envelope envelope;
};

/// Checks a signed message, which says that it is of this kind: its signature, its Timestamp, and
/// that nobody uses the signature a second time. The very same message may come again while its
/// Timestamp is good: a device repeats it when the answer was lost, and gets the same answer.
Result<SignedRequest, Refusal> check_signed(ByteView message, record::Kind kind,
                                            const xml::Limits& limits,
                                            const CertificateCheck& check, Time now);

} // namespace mdm::enrollment
