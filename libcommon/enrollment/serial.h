#pragma once

#include "core/bytes.h"

#include <functional>
#include <span>

namespace mdm::enrollment {

/// Draws a serial number: positive, 16 octets of which at least 120 bits are random
/// (RFC 5280 4.1.2.2).
using DrawSerial = std::function<Bytes()>;
DrawSerial draw_serial_from(std::function<void(std::span<unsigned char>)> random);

} // namespace mdm::enrollment
