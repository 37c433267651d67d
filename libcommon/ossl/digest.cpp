#include "ossl/digest.h"

#include "ossl/handles.h"

#include <algorithm>
#include <cstdlib>

#include <openssl/evp.h>

namespace mdm::ossl {
namespace {

// A hash that cannot be had means a broken OpenSSL, without which no answer here would be true.
const EVP_MD* fetch(const char* name)
{
    initialize();
    const EVP_MD* md = EVP_MD_fetch(nullptr, name, nullptr);
    if (md == nullptr)
        std::abort();
    return md;
}

template <std::size_t Size>
std::array<unsigned char, Size> digest(Hash hash, ByteView bytes)
{
    std::array<unsigned char, Size> result;
    if (EVP_Digest(bytes.data(), bytes.size(), result.data(), nullptr, algorithm_of(hash),
                   nullptr) != 1)
        std::abort();
    return result;
}

} // namespace

const EVP_MD* algorithm_of(Hash hash)
{
    // Looking an algorithm up by name costs about as much as hashing a kilobyte. They are never
    // freed: they are needed until the end.
    switch (hash) {
    case Hash::sha1: {
        static const EVP_MD* const md = fetch("SHA1");
        return md;
    }
    case Hash::sha384: {
        static const EVP_MD* const md = fetch("SHA384");
        return md;
    }
    case Hash::sha512: {
        static const EVP_MD* const md = fetch("SHA512");
        return md;
    }
    case Hash::sha256:
        break;
    }
    static const EVP_MD* const md = fetch("SHA256");
    return md;
}

Sha1 sha1(ByteView bytes)
{
    return digest<20>(Hash::sha1, bytes);
}

Sha256 sha256(ByteView bytes)
{
    return digest<32>(Hash::sha256, bytes);
}

Sha256 hmac_sha256(ByteView key, ByteView message)
{
    constexpr std::size_t block = 64;
    Bytes inner(block, 0x36);
    Bytes outer(block, 0x5C);
    const Sha256 hashed = key.size() > block ? sha256(key) : Sha256{};
    const ByteView bytes = key.size() > block ? ByteView(hashed) : key;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        inner[i] ^= bytes[i];
        outer[i] ^= bytes[i];
    }
    inner.insert(inner.end(), message.begin(), message.end());
    const Sha256 first = sha256(inner);
    outer.insert(outer.end(), first.begin(), first.end());
    return sha256(outer);
}

} // namespace mdm::ossl
