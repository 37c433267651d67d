#pragma once

#include "core/bytes.h"
#include "xmldsig/layout.h"

#include <vector>

namespace mdm::xmldsig {

/// The certificates of a signed message.
struct Certificates {
    Bytes signer;              ///< DER, of the BinarySecurityToken
    std::vector<Bytes> beside; ///< DER, of X509Data: authorities, perhaps
};

/// Reads the BinarySecurityToken, and checks that the KeyInfo, where there is one, points to it: a
/// SecurityTokenReference to its Id, with or without `#` and `uuid-` in front, or X509Data with the
/// same certificate. Nothing else may stand in a KeyInfo. Fails with malformed, and with refused
/// where it points to anything else.
Result<Certificates> read_certificates(const Tree& tree, const Layout& layout);

} // namespace mdm::xmldsig
