#include "ossl/handles.h"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/rand.h>

namespace mdm::ossl {

void Free::operator()(EVP_PKEY* key) const
{
    EVP_PKEY_free(key);
}
void Free::operator()(EVP_PKEY_CTX* context) const
{
    EVP_PKEY_CTX_free(context);
}
void Free::operator()(EVP_MD_CTX* context) const
{
    EVP_MD_CTX_free(context);
}
void Free::operator()(BIO* bio) const
{
    BIO_free(bio);
}

Error last_error(Errc code, std::string_view what)
{
    // The texts are only needed here, so no process that succeeds pays for loading them.
    OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CRYPTO_STRINGS, nullptr);
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return {code, std::string(what) + ": " + (reason != nullptr ? reason : "no reason given")};
}

void initialize()
{
    static const bool done = [] {
        OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, nullptr);
        // OpenSSL's own choice draws from AES, and for that sets up every cipher that it has, which
        // is a tenth of what signing once costs. Hash_DRBG (SP 800-90A 10.1.1) is as good.
        return RAND_set_DRBG_type(nullptr, "HASH-DRBG", nullptr, nullptr, SN_sha256) == 1;
    }();
    static_cast<void>(done);
}

} // namespace mdm::ossl
