#pragma once

#include "xmldsig/tree.h"

namespace mdm::xmldsig {

/// Where the things of a signed message are. Each is there once, and where SOAP and WS-Security
/// want it: what is moved anywhere else is not found.
struct Layout {
    Node* envelope;
    Node* header;
    Node* body;
    Node* security;
    Node* timestamp;
    Node* token; ///< the BinarySecurityToken with the certificate
    Node* signature;
};

/// Finds them. Fails with malformed where one is missing or there are two of it; a second Signature
/// anywhere in the message is one too many.
Result<Layout> find_layout(const Tree& tree);

} // namespace mdm::xmldsig
