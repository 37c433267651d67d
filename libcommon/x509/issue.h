#pragma once

#include "core/bytes.h"
#include "core/secret.h"
#include "core/time.h"
#include "ossl/signature.h"
#include "x509/certificate.h"

#include <string>
#include <vector>

namespace mdm::x509 {

/// An authority that can sign: its certificate, its key, and the chain above it up to the root.
struct Issuer {
    Certificate certificate;
    ossl::Signer signer;
    std::vector<Bytes> chain_der; ///< the issuer itself first, the root last
};

/// Reads an authority from PEM texts. `chain_pem` holds the certificates above the issuer, lowest
/// first, or is empty; the issuer itself may stand at its head. Fails with malformed on what is not
/// PEM, and with refused when the key does not belong to the certificate, the certificate is no
/// CA's, or a chain member does not sign the one below it.
Result<Issuer> parse_issuer(std::string_view certificate_pem, const Secret& key_pem,
                            std::string_view chain_pem);

/// The same from what is at hand already; `above` is the rest of the chain.
Result<Issuer> make_issuer(Certificate certificate, const ossl::Key& key,
                           const std::vector<Certificate>& above);

/// The same where it is known that `signer` signs with the certificate's key, and with the hash
/// that `hash_of` yields.
Result<Issuer> make_issuer(Certificate certificate, ossl::Signer signer,
                           const std::vector<Certificate>& above);

/// The hash that an authority signs with. Fails with malformed on a key of another kind.
Result<ossl::Hash> hash_of(const Certificate& authority);

/// What signs with `key`, as the authority that has `certificate`. Fails with refused when the key
/// does not belong to the certificate.
Result<ossl::Signer> signer_of(const Certificate& certificate, const ossl::Key& key);

/// The bits of keyUsage in its first octet (RFC 5280 4.2.1.3).
enum KeyUsage : unsigned {
    digital_signature = 0x80,
    non_repudiation = 0x40,
    key_encipherment = 0x20,
    data_encipherment = 0x10,
    key_agreement = 0x08,
};

/// The same issuer with a key of its own, for another thread.
Issuer copy_of(const Issuer& issuer);

/// Everything that the server decides about a certificate.
struct Content {
    Bytes serial;        ///< big-endian, positive, 8 to 20 octets (RFC 5280 4.1.2.2)
    std::string subject; ///< one-line text for `parse_name`
    Time not_before;
    Time not_after;
    std::vector<std::string> alternative_names =
        {}; ///< "dns:host", "email:a@b", "upn:a@b", "uri:..."
    std::vector<std::string> extended_key_usages = {"1.3.6.1.5.5.7.3.2"}; ///< OIDs
    /// Of the bits, those that the key is good for: EC keys encipher nothing, RSA keys agree on
    /// nothing. None at all: no keyUsage.
    unsigned key_usages = digital_signature | key_encipherment;
    bool authority = false; ///< a CA certificate: keyCertSign, cRLSign; no EKU
    int path_length = -1;   ///< of an authority; -1 for none
    /// DER of extensions at hand, as x509/extension.h makes them: extendedKeyUsage, which then is
    /// not made of `extended_key_usages`, and those that stand at the end.
    ByteView usage_extension = {};
    ByteView further_extensions = {};
};

/// Fails with malformed where `issue` would, whatever the key and the issuer.
Result<void> check(const Content& content);

/// The key identifier that an issuer's certificate has, or would have (RFC 5280 4.2.1.2).
Result<Bytes> key_identifier_of(const Certificate& issuer);

/// The AlgorithmIdentifier of what an issuer signs.
Result<Bytes> algorithm_of(const Certificate& issuer);

/// SEQUENCE { body, algorithm, signature }: a certificate, or a list of revoked ones, whose body
/// names the same algorithm. Fails with environment.
Result<Bytes> sign(const ossl::Signer& signer, ByteView algorithm, ByteView body);

/// Issues a certificate for `public_key_info`, a DER SubjectPublicKeyInfo, which goes in byte by
/// byte: version 3, SHA-256 (SHA-384 with a P-384 issuer key, SHA-512 with P-521), subject and
/// authority key identifiers, basicConstraints and keyUsage critical. DER. Fails with malformed
/// when `content` or the key is not well formed, with environment when OpenSSL cannot sign, and
/// with refused when notAfter is later than the issuer's own, or an authority is to be issued below
/// one that may have none.
Result<Bytes> issue(const Issuer& issuer, ByteView public_key_info, const Content& content);

/// The same, signed by its own key: a root.
Result<Bytes> issue_self_signed(const ossl::Key& key, const Content& content);

} // namespace mdm::x509
