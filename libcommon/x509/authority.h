#pragma once

#include "core/bytes.h"
#include "core/time.h"
#include "ossl/handles.h"
#include "x509/issue.h"

#include <string>

namespace mdm::x509 {

/// What an authority of two levels is to be: a root that signs one issuing authority, which signs
/// devices' certificates and nothing below itself.
struct AuthorityPlan {
    std::string name; ///< the common names are "NAME Root CA" and "NAME Issuing CA"
    Time not_before;
    Time root_end;
    Time issuing_end;
    Bytes root_serial; ///< as `Content::serial`
    Bytes issuing_serial;
};

struct AuthorityCertificates {
    Bytes root;    ///< DER
    Bytes issuing; ///< DER
};

/// Fails with malformed where `make_authority` would, whatever the keys, and when the issuing
/// authority would outlive the root.
Result<void> check(const AuthorityPlan& plan);

/// Issues the two certificates, the lower one for a DER SubjectPublicKeyInfo. Fails as `issue`
/// does.
Result<AuthorityCertificates> make_authority(const ossl::Key& root_key, ByteView issuing_key,
                                             const AuthorityPlan& plan);

/// Issues the lower one alone, below a root that is there already; DER. Fails as `issue` does.
Result<Bytes> make_issuing(const Issuer& root, ByteView issuing_key, const AuthorityPlan& plan);

} // namespace mdm::x509
