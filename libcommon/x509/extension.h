#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::x509 {

enum class Critical { no, yes };

/// DER Extensions, one each, that do not depend on the key:
///
///     Extension ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE,
///          extnValue OCTET STRING }  (RFC 5280 4.1)
///
/// All that take texts fail with malformed on one that is no OID, no URL, or no identifier.

/// `type` is the content octets of the OID, `value` those of extnValue.
Bytes make_extension(ByteView type, Critical critical, ByteView value);
/// The same with the OID as dotted text. Refused too where the certificate's own extensions, which
/// are decided otherwise, would be written twice: see `is_own_extension`.
Result<Bytes> raw_extension(std::string_view oid, Critical critical, ByteView value);

/// keyUsage of the bits of its first octet, critical (RFC 5280 4.2.1.3); nothing where there are
/// none.
Bytes key_usage(unsigned bits);
/// extendedKeyUsage (RFC 5280 4.2.1.12).
Result<Bytes> extended_key_usage(std::span<const std::string> oids);
/// cRLDistributionPoints (RFC 5280 4.2.1.13), one for each URL.
Result<Bytes> crl_distribution_points(std::span<const std::string> urls);
/// authorityInfoAccess (RFC 5280 4.2.2.1).
Result<Bytes> authority_information(std::span<const std::string> ca_issuers,
                                    std::span<const std::string> ocsp);
/// certificatePolicies (RFC 5280 4.2.1.4), each with the URL of the practice statement where there
/// is one.
Result<Bytes> certificate_policies(std::span<const std::string> oids, std::string_view statement);
/// The security identifier of an account in Active Directory, to which the certificate is bound
/// (MS-WCCE 2.2.2.7.7.4): "S-1-5-21-...".
Result<Bytes> security_identifier(std::string_view sid);

/// That extension as a certificate of ours has it, whole; empty where it has none. Fails with
/// malformed on what is no certificate.
Result<Bytes> find_security_identifier(ByteView certificate);

/// Whether an extension of this OID is written by other means than `raw_extension`: all of RFC 5280
/// and that of `security_identifier`.
bool is_own_extension(std::string_view oid);

struct ExtensionParts {
    std::string oid;
    bool critical;
    Bytes value; ///< octets of extnValue
};
/// The parts of extensions, one after the other, that were made here.
std::vector<ExtensionParts> split_extensions(ByteView extensions);

/// DER UTF8String.
Bytes utf8_text(std::string_view text);

} // namespace mdm::x509
