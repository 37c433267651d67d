#include "ldap/filter.h"

namespace mdm::ldap {

std::string escape_filter_value(std::string_view value)
{
    constexpr std::string_view digits = "0123456789abcdef";
    constexpr std::string_view special = "*()\\";
    std::string escaped;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F && special.find(c) == std::string_view::npos) {
            escaped += c;
            continue;
        }
        escaped += '\\';
        escaped += digits[byte >> 4];
        escaped += digits[byte & 15];
    }
    return escaped;
}

} // namespace mdm::ldap
