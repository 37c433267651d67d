#pragma once

#include "core/bytes.h"

#include <string>
#include <string_view>
#include <vector>

/// XML signatures of SOAP messages, by xmlsec1 and libxml2. Only a program that includes this
/// module is linked with them.
namespace mdm::xmldsig {

/// A message whose signature is good, by a key that nobody has vouched for yet.
struct Signed {
    Bytes certificate;         ///< DER, of the key that made the signature
    std::vector<Bytes> beside; ///< DER; certificates that the message brings along
    bool whole = false;        ///< whether the whole envelope is signed
    /// A SOAP envelope of the octets that were digested, and of nothing else: the canonical form of
    /// the whole one without its Signature, or a bare one around the parts that are signed. What a
    /// signed message says must be read from here.
    std::string envelope;
};

/// Verifies the one signature in the WS-Security header of a SOAP message of up to `limit` bytes
/// (WSS SOAP Message Security 1.1, 8): RSA from 2048 bits or EC, SHA-256 at least, exclusive
/// canonicalization, over the whole envelope or over elements that include Body and Timestamp.
///
/// Fails with malformed on a message, a header or a signature that is not of that form, with
/// refused on a signature that does not verify or needs what is not taken here, and with
/// environment when xmlsec1 cannot work.
Result<Signed> verify(std::string_view message, std::size_t limit);

} // namespace mdm::xmldsig
