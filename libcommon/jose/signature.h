#pragma once

#include "core/bytes.h"
#include "jose/algorithm.h"

namespace mdm::jose {

// An ECDSA signature is its two numbers, one behind the other, each as long as the curve's
// coordinates (RFC 7518 3.4); OpenSSL has them in DER. An RSA signature is the same in both.

/// From DER. Fails with malformed.
Result<Bytes> to_jose(Algorithm algorithm, Bytes signature);

/// And back. Fails with refused on a signature of another length than the algorithm's.
Result<Bytes> from_jose(Algorithm algorithm, Bytes signature);

} // namespace mdm::jose
