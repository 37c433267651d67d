#pragma once

#include "core/bytes.h"
#include "ossl/digest.h"
#include "ossl/handles.h"

#include <optional>

namespace mdm::ossl {

/// How a signature is made: with an RSA key RSASSA-PKCS1-v1_5, or RSASSA-PSS where there is a salt
/// (RFC 8017 8), with an EC key ECDSA, its two numbers in DER (RFC 3279 2.2.3).
struct Scheme {
    Hash hash = Hash::sha256;
    std::optional<int> pss_salt_length = {}; ///< octets; MGF1 with the same hash
};

/// Whether `signature` over `message` was made by the private half of `public_key`.
bool verifies(const Key& public_key, const Scheme& scheme, ByteView message, ByteView signature);

/// Signs many messages with one key, at the price of preparing the key once. RSASSA-PKCS1-v1_5 or
/// ECDSA. One thread at a time may use it.
class Signer {
public:
    /// Fails with environment when OpenSSL cannot sign with the key.
    static Result<Signer> make(const Key& private_key, Hash hash);

    /// Fails with environment.
    Result<Bytes> sign(ByteView message) const;

private:
    Signer(KeyContext context, Hash hash, std::size_t size)
        : context_(std::move(context)), hash_(hash), size_(size)
    {
    }
    KeyContext context_;
    Hash hash_;
    std::size_t size_; ///< of the longest signature
};

} // namespace mdm::ossl
