#include "ossl/signature.h"

#include <new>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

namespace mdm::ossl {

bool verifies(const Key& public_key, const Scheme& scheme, ByteView message, ByteView signature)
{
    const EVP_MD* hash = algorithm_of(scheme.hash);
    const DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* key_context = nullptr; // owned by `context`
    bool good = context && EVP_DigestVerifyInit(context.get(), &key_context, hash, nullptr,
                                                public_key.get()) == 1;
    if (good && scheme.pss_salt_length)
        good = EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_rsa_mgf1_md(key_context, hash) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, *scheme.pss_salt_length) == 1;
    good = good && EVP_DigestVerify(context.get(), signature.data(), signature.size(),
                                    message.data(), message.size()) == 1;
    ERR_clear_error();
    return good;
}

Result<Signer> Signer::make(const Key& private_key, Hash hash)
{
    initialize();
    KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, private_key.get(), nullptr));
    if (!context || EVP_PKEY_sign_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_signature_md(context.get(), algorithm_of(hash)) != 1)
        return last_error(Errc::environment, "cannot sign with the key");
    const auto size = static_cast<std::size_t>(EVP_PKEY_get_size(private_key.get()));
    return Signer(std::move(context), hash, size);
}

Result<Bytes> Signer::sign(ByteView message) const
{
    unsigned char hashed[64];
    const std::size_t hashed_size = digest(hash_, message, hashed);
    if (const auto* elsewhere = std::get_if<SignHash>(&key_))
        return (*elsewhere)(hash_, ByteView(hashed, hashed_size));
    Bytes signature(size_);
    std::size_t size = size_;
    if (EVP_PKEY_sign(std::get<KeyContext>(key_).get(), signature.data(), &size, hashed,
                      hashed_size) != 1)
        return last_error(Errc::environment, "cannot sign");
    signature.resize(size);
    return signature;
}

Signer Signer::copy() const
{
    if (const auto* elsewhere = std::get_if<SignHash>(&key_))
        return {*elsewhere, hash_};
    EVP_PKEY_CTX* const context = std::get<KeyContext>(key_).get();
    const Key own(EVP_PKEY_dup(EVP_PKEY_CTX_get0_pkey(context)));
    if (own)
        if (auto signer = make(own, hash_))
            return std::move(signer).value();
    ERR_clear_error();
    KeyContext shared(EVP_PKEY_CTX_dup(context));
    if (!shared)
        throw std::bad_alloc();
    return Signer(std::move(shared), hash_, size_);
}

} // namespace mdm::ossl
