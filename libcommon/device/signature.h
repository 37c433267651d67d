#pragma once

#include "core/bytes.h"
#include "ossl/handles.h"

#include <string>
#include <string_view>

namespace mdm::device {

/// AuthPolicy Certificate: what a device signs its requests with.
struct SigningCertificate {
    Bytes certificate; ///< DER
    ossl::Key key;
};

/// Reads a certificate, PEM or DER, and its private key, PEM. Fails with environment when a file
/// cannot be read, with malformed when it is not what it should be, and with refused when the key
/// is another certificate's.
Result<SigningCertificate> read_signing_certificate(const std::string& certificate_file,
                                                    const std::string& key_file);

/// The Id of the BinarySecurityToken that holds the certificate of a signed message.
constexpr std::string_view signing_token_id = "uuid-29801C2F-F26B-46AD-984B-AFAEFB545FF8";

/// A message with a signature at the end of its Security header, over the whole envelope, with
/// SHA-256 and exclusive canonicalization, as MS-MDE2 3.3.4.1.1.1 has it. The header holds a
/// Timestamp, and the certificate in a BinarySecurityToken with the Id above, already. Fails with
/// malformed on what is no such message, and with environment when OpenSSL cannot sign.
Result<std::string> sign_message(const std::string& message, const SigningCertificate& signer);

} // namespace mdm::device
