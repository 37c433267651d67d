#pragma once

#include "core/bytes.h"

#include <string>
#include <string_view>

namespace mdm::service {

/// What mdm-check-signature(1) says of a signed message that it takes.
struct CheckedSignature {
    std::string user;       ///< whom the certificate is for
    std::string subject;    ///< of the certificate, RFC 4514 text
    std::string issuer;     ///< likewise
    std::string serial;     ///< upper-case hexadecimal
    std::string thumbprint; ///< SHA-1, upper-case hexadecimal
    bool whole = false;     ///< the whole envelope is signed, not just parts of it
    std::string envelope;   ///< a SOAP envelope of the octets that were signed
};

/// One JSON object on a line, without its line feed.
std::string to_json(const CheckedSignature& checked);

/// Reads it back. Fails with environment when it is anything else: a program of ours wrote it.
Result<CheckedSignature> parse_checked_signature(std::string_view json);

} // namespace mdm::service
