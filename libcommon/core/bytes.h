#pragma once

#include "core/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mdm {

using Bytes = std::vector<unsigned char>;
using ByteView = std::span<const unsigned char>;

/// The bytes of a text, and the text of some bytes. Views: they live as long as their argument.
ByteView bytes_of(std::string_view text);
std::string_view text_of(ByteView bytes);

/// Upper-case hexadecimal digits, two a byte, no separators.
std::string to_hex(ByteView bytes);

/// The bytes of an even number of hexadecimal digits of either case. Fails with malformed.
Result<Bytes> parse_hex(std::string_view digits);

/// Whether two secrets are the same, in a time that depends on their lengths alone.
bool equal_in_constant_time(ByteView a, ByteView b);

} // namespace mdm
