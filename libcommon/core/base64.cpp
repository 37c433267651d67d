#include "core/base64.h"

#include <array>
#include <cstdint>

namespace mdm {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::uint8_t invalid = 255;
constexpr std::uint8_t space = 254;
constexpr std::uint8_t padding = 253;

constexpr std::array<std::uint8_t, 256> make_values()
{
    std::array<std::uint8_t, 256> values{};
    values.fill(invalid);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    values['-'] = 62;
    values['_'] = 63;
    values['='] = padding;
    for (const unsigned char c : {' ', '\t', '\r', '\n'})
        values[c] = space;
    return values;
}

constexpr auto values = make_values();

} // namespace

std::string encode_base64(ByteView bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4, '=');
    std::size_t at = 0;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = bytes.size() - i;
        const std::uint32_t group = static_cast<std::uint32_t>(bytes[i]) << 16 |
                                    (left > 1 ? static_cast<std::uint32_t>(bytes[i + 1]) << 8 : 0) |
                                    (left > 2 ? static_cast<std::uint32_t>(bytes[i + 2]) : 0);
        text[at] = alphabet[group >> 18 & 63];
        text[at + 1] = alphabet[group >> 12 & 63];
        if (left > 1)
            text[at + 2] = alphabet[group >> 6 & 63];
        if (left > 2)
            text[at + 3] = alphabet[group & 63];
        at += 4;
    }
    return text;
}

Result<Bytes> decode_base64(std::string_view text)
{
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3 + 3);
    std::uint32_t bits = 0;
    unsigned count = 0; // bits held
    unsigned paddings = 0;
    std::size_t characters = 0;
    for (const char c : text) {
        const std::uint8_t value = values[static_cast<unsigned char>(c)];
        if (value == space)
            continue;
        if (value == invalid)
            return Error{Errc::malformed, "not base64: a character outside the alphabet",
                         "RFC 4648 4"};
        if (value == padding) {
            ++paddings;
            continue;
        }
        if (paddings > 0)
            return Error{Errc::malformed, "not base64: characters after the padding", "RFC 4648 4"};
        ++characters;
        bits = bits << 6 | value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<unsigned char>(bits >> count & 255));
        }
    }
    const std::size_t tail = characters % 4;
    if (tail == 1)
        return Error{Errc::malformed, "not base64: cut off", "RFC 4648 4"};
    if (paddings > 0 && (tail == 0 || paddings != 4 - tail))
        return Error{Errc::malformed, "not base64: wrong padding", "RFC 4648 4"};
    if ((bits & ((1U << count) - 1)) != 0)
        return Error{Errc::malformed, "not base64: bits are left over", "RFC 4648 3.5"};
    return bytes;
}

} // namespace mdm
