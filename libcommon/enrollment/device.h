#pragma once

#include "core/bytes.h"

#include <string>

namespace mdm::enrollment {

/// The name of a device with this service, {device} in configured texts: its DeviceID where that
/// can stand in a certificate's name (1 to 64 characters that print, no white space at the ends),
/// else the first 32 digits of its key's SHA-256.
std::string device_of(const std::string& device_id, ByteView public_key_info);

} // namespace mdm::enrollment
