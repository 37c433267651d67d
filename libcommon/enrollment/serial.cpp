#include "enrollment/serial.h"

#include <utility>

namespace mdm::enrollment {

DrawSerial draw_serial_from(std::function<void(std::span<unsigned char>)> random)
{
    // A serial number is no secret, so some are drawn ahead: asking the system costs more than
    // what it yields.
    return [random = std::move(random), drawn = Bytes(), used = std::size_t{0}]() mutable {
        constexpr std::size_t size = 16;
        constexpr std::size_t ahead = 32;
        if (used == drawn.size()) {
            drawn.resize(ahead * size);
            random(drawn);
            used = 0;
        }
        const auto next = drawn.begin() + static_cast<std::ptrdiff_t>(used);
        used += size;
        Bytes serial(next, next + size);
        serial[0] = static_cast<unsigned char>((serial[0] & 0x3F) | 0x40);
        return serial;
    };
}

} // namespace mdm::enrollment
