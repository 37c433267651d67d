#pragma once

#include "xmldsig/layout.h"

#include <string>
#include <vector>

namespace mdm::xmldsig {

/// What a signature says that it covers.
struct Coverage {
    bool whole = false; ///< the envelope, all but the signature itself
    /// Otherwise: the elements, in the order of the references. Body and Timestamp are among them,
    /// the others are header blocks or stand beside the Timestamp.
    std::vector<Node*> parts = {};
    std::vector<std::string> uris = {}; ///< of the references, in order
};

/// Reads the SignedInfo, with nothing in it that is not needed here: exclusive canonicalization
/// without comments, RSA or ECDSA with SHA-256, SHA-384 or SHA-512, and either one Reference to the
/// envelope, by the empty URI or its Id, transformed by enveloped-signature and perhaps exclusive
/// canonicalization, or up to eight to elements by their Ids, transformed by exclusive
/// canonicalization alone. An Id that an element is referred to by is the only one of its value in
/// the message. Registers the Ids. Fails with malformed where an element is not as the schema of
/// signatures has it, refused where an algorithm, a transform or a URI is another.
Result<Coverage> read_signed_info(const Tree& tree, const Layout& layout);

} // namespace mdm::xmldsig
