#pragma once

#include "core/bytes.h"
#include "core/time.h"
#include "ossl/handles.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdm::x509 {

/// Reads exactly one DER certificate. Fails with malformed.
Result<ossl::Certificate> parse_certificate(ByteView der);

/// Reads one or more PEM certificates; other text around them is passed over. Fails with malformed
/// where there is none.
Result<std::vector<ossl::Certificate>> parse_pem_certificates(std::string_view pem);

Bytes to_der(const ossl::Certificate& certificate);
std::string to_pem(ByteView certificate_der);

/// SHA-1 over the DER, 40 upper-case hexadecimal digits: the name of a certificate in a
/// CertificateStore (spec 05, 2).
std::string thumbprint(ByteView certificate_der);

/// Upper-case hexadecimal, without leading zero octets: the spelling of the ledger.
std::string serial_of(const ossl::Certificate& certificate);

/// One line in RFC 2253 order and escaping, UTF-8: "CN=device,O=Example".
std::string subject_of(const ossl::Certificate& certificate);

Time not_before(const ossl::Certificate& certificate);
Time not_after(const ossl::Certificate& certificate);

/// Whether the issuer's name is the subject's name, and the signature is its own.
bool is_self_signed(const ossl::Certificate& certificate);

/// Whether `issuer` signed `certificate` and the names chain (RFC 5280 6.1).
bool is_issued_by(const ossl::Certificate& certificate, const ossl::Certificate& issuer);

/// Whether the certificate holds the public half of `key`.
bool matches(const ossl::Certificate& certificate, const ossl::Key& key);

} // namespace mdm::x509
