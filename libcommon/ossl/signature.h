#pragma once

#include "core/bytes.h"
#include "ossl/digest.h"
#include "ossl/handles.h"

#include <functional>
#include <optional>
#include <variant>

namespace mdm::ossl {

/// How a signature is made: with an RSA key RSASSA-PKCS1-v1_5, or RSASSA-PSS where there is a salt
/// (RFC 8017 8), with an EC key ECDSA, its two numbers in DER (RFC 3279 2.2.3).
struct Scheme {
    Hash hash = Hash::sha256;
    std::optional<int> pss_salt_length = {}; ///< octets; MGF1 with the same hash
};

/// Whether `signature` over `message` was made by the private half of `public_key`.
bool verifies(const Key& public_key, const Scheme& scheme, ByteView message, ByteView signature);

/// The same with RSASSA-PKCS1-v1_5 and the numbers of the key, big-endian, for a key that verifies
/// one signature: `rsa_public_key` and `verifies` would look up three algorithms by name for it.
bool rsa_verifies(ByteView modulus, ByteView exponent, Hash hash, ByteView message,
                  ByteView signature);

/// Signs a hash with a key that OpenSSL does not have, such as one of a token. What it yields has
/// the form of `Signer::sign`; any number of threads may call it.
using SignHash = std::function<Result<Bytes>(Hash hash, ByteView hashed)>;

/// Signs many messages with one key, at the price of preparing the key once. RSASSA-PKCS1-v1_5 or
/// ECDSA. One thread at a time may use it.
class Signer {
public:
    /// Fails with environment when OpenSSL cannot sign with the key.
    static Result<Signer> make(const Key& private_key, Hash hash);
    Signer(SignHash elsewhere, Hash hash) : key_(std::move(elsewhere)), hash_(hash) {}

    /// Fails with environment.
    Result<Bytes> sign(ByteView message) const;

    [[nodiscard]] Hash hash() const { return hash_; }

    /// Another one for the same key, for another thread: with a copy of the key, if that can be
    /// had, since threads take turns at one of OpenSSL's.
    [[nodiscard]] Signer copy() const;

private:
    Signer(KeyContext context, Hash hash, std::size_t size)
        : key_(std::move(context)), hash_(hash), size_(size)
    {
    }
    std::variant<KeyContext, SignHash> key_; ///< never null
    Hash hash_;
    std::size_t size_ = 0; ///< of the longest signature of a context
};

} // namespace mdm::ossl
