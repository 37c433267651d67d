#include "enrollment/serial.h"

#include <algorithm>
#include <utility>

namespace mdm::enrollment {

DrawSerial draw_serial_from(std::function<void(std::span<unsigned char>)> random)
{
    // A serial number is no secret, so some are drawn ahead: asking the system costs more than
    // what it yields. Those that are drawn together begin alike, so that they stand together in the
    // ledger's index, whose pages a batch would else touch one by one.
    return [random = std::move(random), drawn = Bytes(), used = std::size_t{0}]() mutable {
        constexpr std::ptrdiff_t size = 16;
        constexpr std::ptrdiff_t alike = 4;
        constexpr std::size_t ahead = 64;
        if (used == drawn.size()) {
            drawn.resize(ahead * size);
            random(drawn);
            drawn[0] = static_cast<unsigned char>((drawn[0] & 0x3F) | 0x40);
            used = 0;
        }
        const auto next = drawn.begin() + static_cast<std::ptrdiff_t>(used);
        used += size;
        if (next != drawn.begin())
            std::copy(drawn.begin(), drawn.begin() + alike, next);
        return Bytes(next, next + size);
    };
}

} // namespace mdm::enrollment
