#pragma once

#include "core/bytes.h"

namespace mdm {

/// Base64 with padding and without line breaks (RFC 4648 4).
std::string encode_base64(ByteView bytes);

/// The bytes that a base64 text stands for (RFC 4648 4). White space between the characters is
/// passed over, since devices wrap their lines; both alphabets are read, `+/` and `-_`; padding may
/// be left out. Fails with malformed on any other character, on bits that are left over, and on
/// anything after the padding.
Result<Bytes> decode_base64(std::string_view text);

} // namespace mdm
