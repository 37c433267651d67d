#include "pkcs7/sign.h"

#include <memory>

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

namespace mdm::pkcs7 {
namespace {

struct Free {
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(CMS_ContentInfo* message) const { CMS_ContentInfo_free(message); }
    void operator()(ASN1_TIME* time) const { ASN1_TIME_free(time); }
};
using Certificate = std::unique_ptr<X509, Free>;
using Message = std::unique_ptr<CMS_ContentInfo, Free>;
using Moment = std::unique_ptr<ASN1_TIME, Free>;

/// OpenSSL would take the clock's time.
bool set_signing_time(CMS_SignerInfo* signer, Time now)
{
    const Moment moment(ASN1_TIME_set(nullptr, seconds_since_epoch(now)));
    return moment && CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_signingTime, moment->type,
                                                 moment.get(), -1) == 1;
}

Bytes der_of(CMS_ContentInfo* message)
{
    unsigned char* encoded = nullptr;
    const int size = i2d_CMS_ContentInfo(message, &encoded);
    Bytes der(encoded, encoded + (size > 0 ? size : 0));
    OPENSSL_free(encoded);
    return der;
}

} // namespace

Result<Bytes> sign(ByteView content, ByteView certificate_der, const ossl::Key& key,
                   ossl::Hash hash, Time now)
{
    ossl::initialize();
    const auto failed = [] { return ossl::last_error(Errc::environment, "cannot sign"); };
    const unsigned char* at = certificate_der.data();
    const Certificate certificate(
        d2i_X509(nullptr, &at, static_cast<long>(certificate_der.size())));
    if (!certificate)
        return ossl::last_error(Errc::malformed, "the certificate cannot be read");
    if (X509_check_private_key(certificate.get(), key.get()) != 1)
        return ossl::last_error(Errc::refused, "the key is not the certificate's");
    const ossl::Bio data(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())));
    constexpr unsigned flags = CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP;
    const Message message(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags));
    if (!data || !message)
        return failed();
    CMS_SignerInfo* const signer = CMS_add1_signer(message.get(), certificate.get(), key.get(),
                                                   ossl::algorithm_of(hash), flags);
    if (signer == nullptr || !set_signing_time(signer, now) ||
        CMS_final(message.get(), data.get(), nullptr, flags) != 1)
        return failed();
    return der_of(message.get());
}

} // namespace mdm::pkcs7
