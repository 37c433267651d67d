#pragma once

#include "core/bytes.h"
#include "ossl/signature.h"
#include "x509/public_key.h"

#include <string>

namespace mdm::x509 {

/// What certificates and requests have in common: SEQUENCE { a body, AlgorithmIdentifier, BIT
/// STRING }. Views into the bytes that were parsed; each but the signature is a whole element.
struct Signed {
    ByteView body;
    ByteView algorithm;
    ByteView signature;
};

/// Reads exactly one of them; `what` names it in messages, `spec` is its clause. Fails with
/// malformed.
Result<Signed> parse_signed(ByteView der, std::string_view what, std::string_view spec);

struct SignatureAlgorithm {
    std::string name; ///< "sha256WithRSAEncryption"
    KeyKind key = KeyKind::rsa;
    ossl::Scheme scheme = {};
};

/// Reads an AlgorithmIdentifier (RFC 4055, RFC 5758). Fails with malformed, and with refused on any
/// hash but SHA-1, SHA-256, SHA-384 and SHA-512 and any key but RSA and EC.
Result<SignatureAlgorithm> parse_signature_algorithm(ByteView der);

/// DER AlgorithmIdentifier for a kind of key with SHA-256, SHA-384 or SHA-512: RSASSA-PKCS1-v1_5 or
/// ECDSA.
Bytes signature_algorithm(KeyKind key, ossl::Hash hash);

/// Whether the body was signed, by the algorithm that it names, with the private half of `key`.
/// Fails with refused, also on a key that `to_key` refuses.
Result<void> verify(const Signed& object, const SignatureAlgorithm& algorithm,
                    const PublicKeyInfo& key);

} // namespace mdm::x509
