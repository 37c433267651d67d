#pragma once

#include "core/bytes.h"
#include "core/time.h"
#include "ossl/handles.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdm::x509 {

/// A certificate and what it says (RFC 5280 4.1), as far as anything here asks for it.
struct Certificate {
    Bytes der;
    Bytes serial;  ///< big-endian, without leading zero octets
    Bytes issuer;  ///< DER Name
    Bytes subject; ///< DER Name
    Time not_before;
    Time not_after;
    Bytes public_key_info;             ///< DER SubjectPublicKeyInfo
    Bytes subject_key_identifier;      ///< empty where the certificate has none
    Bytes authority_key_identifier;    ///< the same of who issued it
    bool authority = false;            ///< basicConstraints cA
    int path_length = -1;              ///< of an authority; -1 where there is no limit
    bool may_sign_certificates = true; ///< keyUsage has keyCertSign, or there is no keyUsage
    bool may_sign_lists = true;        ///< cRLSign, likewise
};

/// Reads exactly one DER certificate. Fails with malformed, also on an extension that occurs twice.
Result<Certificate> parse_certificate(ByteView der);

/// Reads one or more PEM certificates; other text and blocks around them are passed over. Fails
/// with malformed where there is none.
Result<std::vector<Certificate>> parse_pem_certificates(std::string_view pem);

/// The certificates of a file, PEM or one in DER: by the caller's knowledge that it is one of
/// these. Fails with malformed as the two above do.
Result<std::vector<Certificate>> parse_certificate_file(std::string_view content);

std::string to_pem(ByteView certificate_der);

/// SHA-1 over the DER, 40 upper-case hexadecimal digits: the name of a certificate in a
/// CertificateStore.
std::string thumbprint(ByteView certificate_der);

/// Upper-case hexadecimal, without leading zero octets: the spelling of the ledger.
std::string serial_of(const Certificate& certificate);

/// One line, UTF-8: "CN=device,O=Example" (RFC 4514, as `name_text`).
std::string subject_of(const Certificate& certificate);

/// Whether the issuer's name is the subject's name, and the signature is its own.
bool is_self_signed(const Certificate& certificate);

/// Whether `issuer` signed `certificate`, is an authority that may, and the names chain byte by
/// byte (RFC 5280 6.1).
bool is_issued_by(const Certificate& certificate, const Certificate& issuer);

/// Whether the certificate holds the public half of `key`.
bool matches(const Certificate& certificate, const ossl::Key& key);

} // namespace mdm::x509
