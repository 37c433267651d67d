// The functions for RSA alone are deprecated since OpenSSL 3.0 in favour of EVP, which calls them.
#define OPENSSL_API_COMPAT 0x10100000L

#include "ossl/handles.h"
#include "ossl/signature.h"

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>
#include <openssl/rsa.h>

namespace mdm::ossl {
namespace {

struct FreeRsa {
    void operator()(RSA* key) const { RSA_free(key); }
};
using RsaKey = std::unique_ptr<RSA, FreeRsa>;

BIGNUM* number_from(ByteView big_endian)
{
    return BN_bin2bn(big_endian.data(), static_cast<int>(big_endian.size()), nullptr);
}

RsaKey key_from(ByteView modulus, ByteView exponent)
{
    RsaKey key(RSA_new());
    BIGNUM* n = number_from(modulus);
    BIGNUM* e = number_from(exponent);
    if (!key || RSA_set0_key(key.get(), n, e, nullptr) != 1) {
        BN_free(n);
        BN_free(e);
        return {};
    }
    return key;
}

int number_of(Hash hash)
{
    switch (hash) {
    case Hash::sha1:
        return NID_sha1;
    case Hash::sha384:
        return NID_sha384;
    case Hash::sha512:
        return NID_sha512;
    case Hash::sha256:
        break;
    }
    return NID_sha256;
}

} // namespace

bool rsa_verifies(ByteView modulus, ByteView exponent, Hash hash, ByteView message,
                  ByteView signature)
{
    unsigned char hashed[64];
    const std::size_t size = digest(hash, message, hashed);
    const RsaKey key = key_from(modulus, exponent);
    const bool good =
        key && RSA_verify(number_of(hash), hashed, static_cast<unsigned>(size), signature.data(),
                          static_cast<unsigned>(signature.size()), key.get()) == 1;
    ERR_clear_error();
    return good;
}

} // namespace mdm::ossl
