#pragma once

#include "core/bytes.h"

namespace mdm::jose {

/// Base64url without padding (RFC 7515 2).
std::string encode_base64url(ByteView bytes);

/// Reads exactly that. Fails with malformed on white space, padding, the other alphabet and bits
/// that are left over, so that no two texts stand for the same bytes.
Result<Bytes> decode_base64url(std::string_view text);

} // namespace mdm::jose
