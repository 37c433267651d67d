#pragma once

#include "core/secret.h"
#include "ossl/handles.h"

namespace mdm::x509 {

/// Octets that held a private key, wiped when they go.
struct Wiped {
    explicit Wiped(Bytes content) : bytes(std::move(content)) {}
    Wiped(const Wiped&) = delete;
    Wiped(Wiped&& other) noexcept = default;
    Wiped& operator=(const Wiped&) = delete;
    Wiped& operator=(Wiped&&) = delete;
    ~Wiped() { wipe(bytes); }
    Bytes bytes;
};

/// The PrivateKeyInfo inside a DER EncryptedPrivateKeyInfo of the scheme PBES2:
///
///     EncryptedPrivateKeyInfo ::= SEQUENCE {
///          encryptionAlgorithm AlgorithmIdentifier,
///          encryptedData       OCTET STRING }  (RFC 5958 3)
///
/// Fails with malformed on another form or scheme, and with environment when the passphrase does
/// not open it.
Result<Wiped> decrypt_key(ByteView der, const Secret& passphrase);

/// The reverse, as `to_encrypted_pem` tells. Fails with environment.
Result<Bytes> encrypt_key(const ossl::Key& private_key, const Secret& passphrase);

} // namespace mdm::x509
