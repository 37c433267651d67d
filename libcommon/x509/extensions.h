#pragma once

#include "core/bytes.h"
#include "x509/extension.h"
#include "x509/issue.h"
#include "x509/public_key.h"

namespace mdm::x509 {

/// One extension of id-ce, the arc of RFC 5280's (4.2.1, 5.2, 5.3), by its number there.
Bytes extension(unsigned char number, Critical critical, ByteView value);

/// AuthorityKeyIdentifier with the key identifier alone (RFC 5280 4.2.1.1, 5.2.1).
Bytes authority_key_extension(ByteView key_identifier);

/// FreshestCRL (RFC 5280 5.2.6): one point whose list is at each of the URLs. Fails with malformed
/// on what is no URL.
Result<Bytes> freshest_list(const std::vector<std::string>& urls);

/// SHA-1 of the public key's bits (RFC 5280 4.2.1.2, method 1).
Bytes key_identifier(const PublicKeyInfo& key);

/// Fails with malformed where `make_extensions` would.
Result<void> check_extensions(const Content& content);

/// DER Extensions of a certificate for `key` (RFC 5280 4.2). `authority_key_identifier` is the
/// subject key identifier of who signs. Fails with malformed.
Result<Bytes> make_extensions(const Content& content, const PublicKeyInfo& key,
                              ByteView authority_key_identifier);

} // namespace mdm::x509
