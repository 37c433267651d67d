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

/// PKCS #8 PEM, unencrypted: for files of mode 0600. Fails with environment.
Result<Secret> to_pem(const ossl::Key& private_key);

} // namespace mdm::x509
