#pragma once

#include "core/bytes.h"
#include "x509/issue.h"
#include "x509/public_key.h"

namespace mdm::x509 {

/// SHA-1 of the public key's bits (RFC 5280 4.2.1.2, method 1).
Bytes key_identifier(const PublicKeyInfo& key);

/// Fails with malformed where `make_extensions` would.
Result<void> check_extensions(const Content& content);

/// DER Extensions of a certificate for `key` (RFC 5280 4.2). `authority_key_identifier` is the
/// subject key identifier of who signs. Fails with malformed.
Result<Bytes> make_extensions(const Content& content, const PublicKeyInfo& key,
                              ByteView authority_key_identifier);

} // namespace mdm::x509
