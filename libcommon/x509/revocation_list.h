#pragma once

#include "core/bytes.h"
#include "core/time.h"
#include "x509/issue.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::x509 {

/// Why a certificate was revoked (RFC 5280 5.3.1).
enum class Reason : unsigned char {
    unspecified = 0,
    key_compromise = 1,
    ca_compromise = 2,
    affiliation_changed = 3,
    superseded = 4,
    cessation_of_operation = 5,
    certificate_hold = 6,
    remove_from_crl = 8,
    privilege_withdrawn = 9,
    aa_compromise = 10,
};

/// The names of RFC 5280: "keyCompromise", in any case. Fails with usage and names them.
Result<Reason> reason_from(std::string_view word);
std::string_view to_text(Reason reason);

/// What a list says of itself.
struct ListHead {
    long long number = 0;
    std::optional<long long> base = {}; ///< of a delta: the number of what it builds on
    Time this_update;
    Time next_update;
    std::vector<std::string> delta_urls = {}; ///< where deltas are; not for a delta
    /// Whether it tells nothing of authorities below the issuer, which may have some.
    bool users_alone = false;
};

/// The entries of a list, one after the other, in DER.
class ListEntries {
public:
    /// `serial` is big-endian. The reason unspecified is left out (RFC 5280 5.3.1).
    void add(ByteView serial, Time revoked_at, Reason reason);
    [[nodiscard]] ByteView der() const { return der_; }

private:
    Bytes der_;
};

/// Signs a list: version 2, with the issuer's key identifier and the number. DER. Fails with
/// refused when the issuer may not sign lists, with malformed when nextUpdate is not after
/// thisUpdate or a URL is none, with environment when OpenSSL cannot sign.
///
///     CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm, signatureValue }
///     TBSCertList ::= SEQUENCE { version, signature, issuer, thisUpdate, nextUpdate OPTIONAL,
///          revokedCertificates SEQUENCE OF SEQUENCE { userCertificate, revocationDate,
///               crlEntryExtensions OPTIONAL } OPTIONAL,
///          crlExtensions [0] OPTIONAL }  (RFC 5280 5.1)
Result<Bytes> issue_list(const Issuer& issuer, const ListHead& head, const ListEntries& entries);

} // namespace mdm::x509
