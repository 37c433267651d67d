#pragma once

#include "core/bytes.h"
#include "core/time.h"
#include "x509/issue.h"

namespace mdm::pkcs7 {

/// The full PKI response that says that a certificate was issued (RFC 5272 3.2.2): SignedData in
/// DER, signed by the authority, with the certificate and those above it, around
///
///     PKIResponse ::= SEQUENCE { controlSequence, cmsSequence, otherMsgSequence }
///
/// whose one control is CMCStatusInfo with the status success. A PKCS #10 request has no body part
/// id, so the list of the parts that this is about is empty. Fails with environment when the
/// authority cannot sign.
Result<Bytes> full_response(ByteView certificate_der, const x509::Issuer& issuer, Time now);

} // namespace mdm::pkcs7
