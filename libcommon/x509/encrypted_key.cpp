#include "x509/encrypted_key.h"

#include "x509/der.h"

#include <memory>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs12err.h>
#include <openssl/x509.h>

namespace mdm::x509 {
namespace {

constexpr int iterations = 100'000;
constexpr unsigned char pbes2[] = {0x06, 0x09, 0x2A, 0x86, 0x48, 0x86,
                                   0xF7, 0x0D, 0x01, 0x05, 0x0D}; // RFC 8018 A.4

struct Release {
    void operator()(X509_SIG* encrypted) const { X509_SIG_free(encrypted); }
    void operator()(PKCS8_PRIV_KEY_INFO* info) const { PKCS8_PRIV_KEY_INFO_free(info); }
    void operator()(X509_ALGOR* algorithm) const { X509_ALGOR_free(algorithm); }
};
using Encrypted = std::unique_ptr<X509_SIG, Release>;
using Info = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Release>; // wiped by OpenSSL when it goes
using Algorithm = std::unique_ptr<X509_ALGOR, Release>;

Result<void> check_scheme(ByteView der)
{
    der::Reader outer(der);
    auto info = TRY(outer.enter(der::sequence, "the encrypted private key"));
    TRY(outer.end("the encrypted private key"));
    const auto algorithm = TRY(info.take(der::sequence, "the algorithm of the encryption"));
    TRY(info.take(der::octet_string, "the encrypted private key"));
    TRY(info.end("the encrypted private key"));
    if (algorithm.content.size() < sizeof pbes2 ||
        !der::same(algorithm.content.first(sizeof pbes2), pbes2))
        return Error{Errc::malformed,
                     "a private key that is encrypted by an old scheme; PBES2 was expected, which "
                     "openssl pkcs8 -topk8 -v2 aes-256-cbc makes",
                     "RFC 8018 6.2"};
    return {};
}

/// The octets that a function of OpenSSL encodes an object as.
template <class Object>
Result<Bytes> encode(int (*function)(const Object*, unsigned char**), const Object* object)
{
    const int size = function(object, nullptr);
    if (size <= 0)
        return ossl::last_error(Errc::environment, "cannot encode the private key");
    Bytes der(static_cast<std::size_t>(size));
    unsigned char* at = der.data();
    function(object, &at);
    return der;
}

/// With another passphrase there is no right padding, or, seldom, nothing right before it.
Error why_not_opened()
{
    const auto code = ERR_peek_last_error();
    const int reason = ERR_GET_REASON(code);
    const bool wrong =
        ERR_GET_LIB(code) == ERR_LIB_PKCS12 &&
        (reason == PKCS12_R_PKCS12_CIPHERFINAL_ERROR || reason == PKCS12_R_DECODE_ERROR);
    if (!wrong)
        return ossl::last_error(Errc::environment, "cannot decrypt the private key");
    ERR_clear_error();
    return {Errc::environment, "the passphrase is not the one of this private key: look at what "
                               "passphrase names"};
}

} // namespace

Result<Wiped> decrypt_key(ByteView der, const Secret& passphrase)
{
    ossl::initialize();
    TRY(check_scheme(der));
    const std::string& text = passphrase.reveal();
    const unsigned char* at = der.data();
    const Encrypted encrypted(d2i_X509_SIG(nullptr, &at, static_cast<long>(der.size())));
    const Info info(encrypted
                        ? PKCS8_decrypt(encrypted.get(), text.data(), static_cast<int>(text.size()))
                        : nullptr);
    if (!info)
        return why_not_opened();
    auto decrypted = TRY(encode(i2d_PKCS8_PRIV_KEY_INFO, info.get()));
    return Wiped(std::move(decrypted));
}

Result<Bytes> encrypt_key(const ossl::Key& private_key, const Secret& passphrase)
{
    const std::string& text = passphrase.reveal();
    const Info info(EVP_PKEY2PKCS8(private_key.get()));
    Algorithm algorithm(
        PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), iterations, nullptr, 16, nullptr, NID_hmacWithSHA256));
    const Encrypted encrypted(info && algorithm
                                  ? PKCS8_set0_pbe(text.data(), static_cast<int>(text.size()),
                                                   info.get(), algorithm.get())
                                  : nullptr);
    if (!encrypted)
        return ossl::last_error(Errc::environment, "cannot encrypt the private key");
    (void)algorithm.release(); // it is a part of `encrypted` now
    return encode(i2d_X509_SIG, encrypted.get());
}

} // namespace mdm::x509
