#pragma once

#include "core/bytes.h"

#include <functional>
#include <span>

namespace mdm::enrollment {

/// Draws a serial number: positive, 16 octets (RFC 5280 4.1.2.2), of which at least the last 96
/// bits are random and its own.
using DrawSerial = std::function<Bytes()>;
DrawSerial draw_serial_from(std::function<void(std::span<unsigned char>)> random);

} // namespace mdm::enrollment
