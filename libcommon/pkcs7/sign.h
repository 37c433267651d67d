#pragma once

#include "core/bytes.h"
#include "core/time.h"
#include "ossl/digest.h"
#include "ossl/handles.h"

namespace mdm::pkcs7 {

/// Signs `content` as a device signs the request of its renewal: SignedData in DER with the content
/// inside, of type data, one signer, known by issuer and serial number, its certificate, and signed
/// attributes with `now` as the time (RFC 5652 5). Signatures of RSA keys are the same for the same
/// input. Fails with malformed on what is no certificate, and with refused when the key is not the
/// certificate's.
Result<Bytes> sign(ByteView content, ByteView certificate_der, const ossl::Key& key,
                   ossl::Hash hash, Time now);

} // namespace mdm::pkcs7
