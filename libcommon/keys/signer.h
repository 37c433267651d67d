#pragma once

#include "config/authority.h"
#include "ossl/signature.h"
#include "x509/certificate.h"

namespace mdm::keys {

/// Loads the private key of an authority, for signing as it. Its passphrase is asked for where the
/// key is encrypted, and wiped before this returns.
///
/// Fails with environment when a file, a passphrase or the key's opening fails, with malformed on
/// what is no key, and with refused on a key that is not the certificate's. The message names the
/// place, and holds nothing of the key or of what opens it.
Result<ossl::Signer> load_signer(const config::KeySource& source,
                                 const x509::Certificate& certificate);

/// Reads a private key from a PEM file, likewise.
Result<ossl::Key> load_file(const config::KeySource& source);

/// Whether the key is a file that can be read, and is encrypted.
bool is_encrypted_file(const config::KeySource& source);

} // namespace mdm::keys
