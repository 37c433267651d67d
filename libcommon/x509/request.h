#pragma once

#include "core/bytes.h"
#include "ossl/digest.h"
#include "ossl/handles.h"

#include <string>
#include <vector>

namespace mdm::x509 {

/// Which requests a profile takes.
struct KeyRules {
    unsigned rsa_bits_min = 2048;
    unsigned rsa_bits_max = 8192;
    bool rsa = true;
    std::vector<std::string> curves = {"P-256", "P-384", "P-521"}; ///< in NIST's names
    /// That the request may be signed with, besides SHA-1, which is taken only here; MD5 never.
    std::vector<ossl::Hash> hashes = {ossl::Hash::sha256, ossl::Hash::sha384, ossl::Hash::sha512};
    bool sha1_signature = false;
};

/// The longest request that is read, in octets; one with attestation of a TPM takes some thousand.
constexpr std::size_t request_size_max = 65536;

/// A PKCS #10 request whose proof of possession was checked.
struct Request {
    Bytes public_key_info;      ///< DER SubjectPublicKeyInfo, as it stands in the request
    std::string key_name;       ///< "RSA 2048", "EC P-256"
    std::string signature_name; ///< "sha256WithRSAEncryption"
    /// The subject as one printable line, for logs and for the ledger alone: nothing is decided by
    /// it and it never reaches a certificate.
    std::string claimed_subject;
};

/// Reads a DER PKCS #10 request and checks that it is signed by its own key and obeys `rules`.
///
///     CertificationRequest ::= SEQUENCE {
///          certificationRequestInfo CertificationRequestInfo,
///          signatureAlgorithm       AlgorithmIdentifier,
///          signature                BIT STRING }       (RFC 2986 4.2)
///
/// Accepts what Windows sends: `!` and NUL in a PrintableString, extension 1.3.6.1.4.1.311.66.1.0
/// with raw text. The signature is verified over the bytes as they came. Fails with
/// malformed when `der` is not exactly one request in DER, and with refused on a signature that
/// does not verify, a key type, curve or size outside the rules, an RSA exponent that is even,
/// below 3 or above 64 bits, or a signature hash that is not allowed. What the rules refuse is
/// refused before any arithmetic with the key.
Result<Request> parse_request(ByteView der, const KeyRules& rules);

/// The DER of a request in a file, PEM or DER: by the caller's knowledge that it is one of these.
/// Text before a PEM block is passed over. Fails with malformed when it is neither, and when
/// anything but white space follows the block. What follows DER is for `parse_request` to refuse.
Result<Bytes> decode_request_file(std::string_view content);

} // namespace mdm::x509
