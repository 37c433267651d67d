#pragma once

#include <array>
#include <string>

namespace mdm {

/// A version 4 UUID from 16 random bytes, in lower case with hyphens (RFC 4122 4.4).
std::string to_uuid(std::array<unsigned char, 16> random);

} // namespace mdm
