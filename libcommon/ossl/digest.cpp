#include "ossl/digest.h"

#include "ossl/handles.h"

#include <algorithm>
#include <array>
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

std::size_t digest(Hash hash, ByteView bytes, unsigned char* result)
{
    // Kept, one a hash: making one costs as much as hashing some hundred bytes.
    thread_local std::array<DigestContext, 4> contexts;
    DigestContext& context = contexts[static_cast<std::size_t>(hash)];
    if (!context)
        context.reset(EVP_MD_CTX_new());
    unsigned size = 0;
    if (!context || EVP_DigestInit_ex2(context.get(), algorithm_of(hash), nullptr) != 1 ||
        EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 ||
        EVP_DigestFinal_ex(context.get(), result, &size) != 1)
        std::abort();
    return size;
}

Sha1 sha1(ByteView bytes)
{
    Sha1 result;
    digest(Hash::sha1, bytes, result.data());
    return result;
}

Sha256 sha256(ByteView bytes)
{
    Sha256 result;
    digest(Hash::sha256, bytes, result.data());
    return result;
}

std::string sha256_of_all(std::initializer_list<std::string_view> texts)
{
    std::string all;
    for (const std::string_view text : texts)
        all.append(std::to_string(text.size())).append(":").append(text);
    return to_hex(sha256(bytes_of(all)));
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
