#pragma once

#include "core/bytes.h"

#include <memory>

struct CMS_ContentInfo_st;

namespace mdm::pkcs7 {

/// The longest message that is read, in octets: a certificate request and some certificates.
constexpr std::size_t message_size_max = 128U << 10;

/// The most certificates that a message may bear.
constexpr int certificates_max = 16;

/// A CMS SignedData (RFC 5652 5.1), which PKCS #7 calls the same, with its content inside and one
/// signer. Reading it proves nothing: the certificate of the signer is whatever the sender put
/// there, and it is for the caller to know it. Other certificates and CRLs are passed over.
///
///     SignedData ::= SEQUENCE { version, digestAlgorithms, encapContentInfo,
///          certificates [0] OPTIONAL, crls [1] OPTIONAL, signerInfos }
class SignedData {
public:
    /// Reads exactly one message, DER or BER with indefinite lengths. No arithmetic is done with
    /// any key. Fails with malformed: not SignedData, too long, bytes after it, no content inside,
    /// no signer or several, and no certificate of the signer.
    static Result<SignedData> parse(ByteView ber);

    SignedData(SignedData&&) noexcept;
    SignedData& operator=(SignedData&&) noexcept;
    ~SignedData();

    /// DER of the signer's certificate, as the message has it.
    [[nodiscard]] const Bytes& signer_certificate() const { return signer_certificate_; }

    /// Verifies the signature by the signer's certificate, whose validity and issuer are not looked
    /// at, and yields the content that was signed. SHA-256, SHA-384 or SHA-512, and SHA-1 where
    /// `sha1`. Fails with refused on another hash and on a signature that does not verify, and with
    /// malformed where the signed attributes are not those of the content (RFC 5652 5.3, 5.6).
    [[nodiscard]] Result<Bytes> verify(bool sha1) const;

private:
    struct Free {
        void operator()(CMS_ContentInfo_st* message) const;
    };
    using Message = std::unique_ptr<CMS_ContentInfo_st, Free>;
    SignedData(Message message, Bytes signer_certificate);

    Message message_;
    Bytes signer_certificate_;
};

} // namespace mdm::pkcs7
