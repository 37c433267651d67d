#pragma once

#include "core/secret.h"
#include "ossl/handles.h"

#include <string>
#include <string_view>

namespace mdm::x509 {

/// A kind of key that this project makes and certifies.
enum class KeyType { rsa_2048, rsa_3072, rsa_4096, p256, p384, p521 };

/// "rsa2048", "rsa3072", "rsa4096", "p256", "p384", "p521". Fails with usage for another word.
Result<KeyType> key_type_from(std::string_view word);

/// A fresh key pair. Fails with environment.
Result<ossl::Key> make_key(KeyType type);

/// Reads the first private key of a PEM text (PKCS #8, or the traditional forms of RSA and EC),
/// unencrypted: RSA, or EC on one of the three curves. Fails with malformed; the message holds
/// nothing of the key.
Result<ossl::Key> parse_private_key(const Secret& pem);

/// Whether the first private key of a PEM text is an encrypted PKCS #8 one.
bool is_encrypted(const Secret& pem);

/// Reads such a key. Fails with environment when the passphrase does not open it, else as
/// `parse_private_key` does.
Result<ossl::Key> parse_encrypted_key(const Secret& pem, const Secret& passphrase);

/// PKCS #8 PEM, unencrypted: for files of mode 0600. Fails with environment.
Result<Secret> to_pem(const ossl::Key& private_key);

/// PKCS #8 PEM, encrypted with AES-256-CBC by a key that PBKDF2 with HMAC-SHA-256 and 100000
/// iterations makes of the passphrase (RFC 8018 6.2). Fails with environment.
Result<Secret> to_encrypted_pem(const ossl::Key& private_key, const Secret& passphrase);

} // namespace mdm::x509
