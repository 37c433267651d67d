#include "core/uuid.h"

#include "core/bytes.h"
#include "core/text.h"

namespace mdm {

std::string to_uuid(std::array<unsigned char, 16> random)
{
    random[6] = static_cast<unsigned char>((random[6] & 0x0F) | 0x40);
    random[8] = static_cast<unsigned char>((random[8] & 0x3F) | 0x80);
    std::string text = to_lower(to_hex(random));
    for (const std::size_t at : {8U, 13U, 18U, 23U})
        text.insert(at, 1, '-');
    return text;
}

} // namespace mdm
