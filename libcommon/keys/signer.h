#pragma once

#include "config/authority.h"
#include "ossl/signature.h"
#include "x509/certificate.h"

namespace mdm::keys {

/// Loads the private key of an authority, for signing as it, from a file or a token. Its passphrase
/// is asked for where the key is encrypted, its PIN where the token has one, and wiped before this
/// returns. A process that needs no token loads nothing for them.
///
/// Fails with environment when a file, a passphrase, a token or its PIN is not to be had, with
/// malformed on what is no key, with usage on a URI that is none, and with refused where the token
/// does not take the PIN or has no such key, and on a key that is not the certificate's. The
/// message names the place, and holds nothing of the key or of what opens it.
Result<ossl::Signer> load_signer(const config::KeySource& source,
                                 const x509::Certificate& certificate);

/// Reads a private key from a PEM file, likewise.
Result<ossl::Key> load_file(const config::KeySource& source);

/// The public half of a key in a token, DER SubjectPublicKeyInfo. Fails as `load_signer` does, and
/// with environment where the token does not show it.
Result<Bytes> public_key_of(const config::KeySource& source);

/// Whether the key is a file that can be read, and is encrypted.
bool is_encrypted_file(const config::KeySource& source);

} // namespace mdm::keys
