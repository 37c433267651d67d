#include "pkcs7/signed_data.h"

#include "ossl/handles.h"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

namespace mdm::pkcs7 {
namespace {

constexpr std::string_view what = "the PKCS #7 message";
constexpr std::string_view signed_data_spec = "RFC 5652 5.1";

struct FreeCertificate {
    void operator()(X509* certificate) const { X509_free(certificate); }
};
struct FreeCertificates {
    void operator()(STACK_OF(X509) * list) const { sk_X509_pop_free(list, X509_free); }
};
using Certificate = std::unique_ptr<X509, FreeCertificate>;
using Certificates = std::unique_ptr<STACK_OF(X509), FreeCertificates>;

Error malformed(std::string_view why, std::string_view spec)
{
    ERR_clear_error();
    return {Errc::malformed, std::string(what) + " " + std::string(why), spec};
}

Error refused(std::string_view why)
{
    ERR_clear_error();
    return {Errc::refused, std::string(what) + " " + std::string(why)};
}

CMS_SignerInfo* signer_of(CMS_ContentInfo* message)
{
    return sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(message), 0);
}

Bytes der_of(X509* certificate)
{
    unsigned char* encoded = nullptr;
    const int size = i2d_X509(certificate, &encoded);
    Bytes der(encoded, encoded + std::max(size, 0));
    OPENSSL_free(encoded);
    return der;
}

Result<Bytes> find_signer_certificate(CMS_ContentInfo* message)
{
    const Certificates certificates(CMS_get1_certs(message));
    const int count = certificates ? sk_X509_num(certificates.get()) : 0;
    if (count > certificates_max)
        return malformed("has more than " + std::to_string(certificates_max) + " certificates",
                         signed_data_spec);
    for (int i = 0; i < count; ++i) {
        X509* const candidate = sk_X509_value(certificates.get(), i);
        if (CMS_SignerInfo_cert_cmp(signer_of(message), candidate) == 0)
            return der_of(candidate);
    }
    return malformed("has no certificate of its signer", "MS-MDE2 3.5.4.1.1.1");
}

Result<void> check_content(CMS_ContentInfo* message)
{
    if (OBJ_obj2nid(CMS_get0_type(message)) != NID_pkcs7_signed)
        return malformed("is not SignedData", signed_data_spec);
    ASN1_OCTET_STRING** const content = CMS_get0_content(message);
    if (content == nullptr || *content == nullptr)
        return malformed("has no content inside: it is detached", "RFC 5652 5.2");
    const int signers = sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(message));
    if (signers < 1)
        return malformed("has no signer", signed_data_spec);
    if (signers > 1)
        return malformed("has " + std::to_string(signers) + " signers, one was expected",
                         "MS-MDE2 3.5.4.1.1.1");
    return {};
}

/// The hash is what digestAlgorithm says; a signature algorithm that names one names the same.
Result<void> check_algorithms(CMS_SignerInfo* signer, bool sha1)
{
    X509_ALGOR* digest = nullptr;
    X509_ALGOR* signature = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, &signature);
    const int hash = OBJ_obj2nid(digest->algorithm);
    if (hash == NID_sha1 && !sha1)
        return refused("is signed with SHA-1, which the profile does not take");
    if (hash != NID_sha256 && hash != NID_sha384 && hash != NID_sha512 && hash != NID_sha1)
        return refused("is signed with a hash that is none of SHA-256, SHA-384 and SHA-512");
    const int scheme = OBJ_obj2nid(signature->algorithm);
    int named = NID_undef;
    int key = NID_undef;
    if (scheme == NID_rsaEncryption || scheme == NID_rsassaPss ||
        scheme == NID_X9_62_id_ecPublicKey)
        return {};
    if (OBJ_find_sigid_algs(scheme, &named, &key) != 1 ||
        (key != NID_rsaEncryption && key != NID_X9_62_id_ecPublicKey))
        return refused("is signed with an algorithm that is neither RSA nor ECDSA");
    if (named != hash)
        return malformed("names two hashes for one signature", "RFC 5652 5.4");
    return {};
}

Result<void> check_attributes(CMS_ContentInfo* message, CMS_SignerInfo* signer)
{
    const ASN1_OBJECT* const type = CMS_get0_eContentType(message);
    if (CMS_signed_get_attr_count(signer) <= 0) {
        if (OBJ_obj2nid(type) != NID_pkcs7_data)
            return malformed("has no signed attributes, and its content is not data",
                             "RFC 5652 5.3");
        return {};
    }
    // -3: the attribute is there once, with one value.
    const void* const named =
        CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT);
    if (named == nullptr || OBJ_cmp(static_cast<const ASN1_OBJECT*>(named), type) != 0)
        return malformed("has no signed attribute with the type of its content", "RFC 5652 11.1");
    if (CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_messageDigest), -3,
                                    V_ASN1_OCTET_STRING) == nullptr)
        return malformed("has no signed attribute with the digest of its content", "RFC 5652 11.2");
    return {};
}

} // namespace

void SignedData::Free::operator()(CMS_ContentInfo_st* message) const
{
    CMS_ContentInfo_free(message);
}

SignedData::SignedData(Message message, Bytes signer_certificate)
    : message_(std::move(message)), signer_certificate_(std::move(signer_certificate))
{
}
SignedData::SignedData(SignedData&&) noexcept = default;
SignedData& SignedData::operator=(SignedData&&) noexcept = default;
SignedData::~SignedData() = default;

Result<SignedData> SignedData::parse(ByteView ber)
{
    ossl::initialize();
    if (ber.size() > message_size_max)
        return malformed("is longer than " + std::to_string(message_size_max) + " bytes", {});
    const unsigned char* at = ber.data();
    Message message(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(ber.size())));
    if (!message)
        return malformed("is not SignedData in DER or BER", signed_data_spec);
    if (at != ber.data() + ber.size())
        return malformed("has bytes after its end", signed_data_spec);
    TRY(check_content(message.get()));
    auto certificate = TRY(find_signer_certificate(message.get()));
    return SignedData(std::move(message), std::move(certificate));
}

Result<Bytes> SignedData::verify(bool sha1) const
{
    CMS_ContentInfo* const message = message_.get();
    CMS_SignerInfo* const signer = signer_of(message);
    TRY(check_algorithms(signer, sha1));
    TRY(check_attributes(message, signer));
    const unsigned char* at = signer_certificate_.data();
    const Certificate certificate(
        d2i_X509(nullptr, &at, static_cast<long>(signer_certificate_.size())));
    const Certificates signers(sk_X509_new_null());
    const ossl::Bio content(BIO_new(BIO_s_mem()));
    if (!certificate || !signers || !content ||
        X509_add_cert(signers.get(), certificate.get(), X509_ADD_FLAG_UP_REF) != 1)
        return ossl::last_error(Errc::environment, "cannot verify the PKCS #7 message");
    // The caller knows the certificate; no other one in the message may take its place.
    constexpr unsigned flags = CMS_NO_SIGNER_CERT_VERIFY | CMS_NOINTERN | CMS_BINARY;
    if (CMS_verify(message, signers.get(), nullptr, nullptr, content.get(), flags) != 1)
        return refused("bears a signature that does not verify");
    char* data = nullptr;
    const long size = BIO_get_mem_data(content.get(), &data);
    const auto* const bytes = reinterpret_cast<const unsigned char*>(data);
    return Bytes(bytes, bytes + size);
}

} // namespace mdm::pkcs7
