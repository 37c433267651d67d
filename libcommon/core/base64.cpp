#include "core/base64.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace mdm {
namespace {

constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// What is no digit has one of these bits.
constexpr std::uint8_t not_a_digit = 0xC0;
constexpr std::uint8_t invalid = 255;
constexpr std::uint8_t space = 254;
constexpr std::uint8_t padding = 253;

constexpr std::array<std::uint8_t, 256> make_values()
{
    std::array<std::uint8_t, 256> values{};
    values.fill(invalid);
    for (std::size_t i = 0; i < std::size(alphabet) - 1; ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    values['-'] = 62;
    values['_'] = 63;
    values['='] = padding;
    for (const unsigned char c : {' ', '\t', '\r', '\n'})
        values[c] = space;
    return values;
}

constexpr auto values = make_values();

using Pair = std::array<char, 2>;

/// The two digits of each 12 bits.
constexpr std::array<Pair, 4096> make_pairs()
{
    std::array<Pair, 4096> pairs{};
    for (std::size_t i = 0; i < pairs.size(); ++i)
        pairs[i] = {alphabet[i >> 6], alphabet[i & 63]};
    return pairs;
}

constexpr auto pairs = make_pairs();

/// Reads groups of four digits until something else stands in the way; `at` and `to` move on.
void decode_groups(std::string_view text, std::size_t& at, unsigned char*& to)
{
    for (; text.size() - at >= 4; at += 4) {
        const auto digit = [&](std::size_t i) {
            return std::uint32_t{values[static_cast<unsigned char>(text[at + i])]};
        };
        const std::uint32_t a = digit(0);
        const std::uint32_t b = digit(1);
        const std::uint32_t c = digit(2);
        const std::uint32_t d = digit(3);
        if (((a | b | c | d) & not_a_digit) != 0)
            return;
        const std::uint32_t group = a << 18 | b << 12 | c << 6 | d;
        *to++ = static_cast<unsigned char>(group >> 16);
        *to++ = static_cast<unsigned char>(group >> 8);
        *to++ = static_cast<unsigned char>(group);
    }
}

} // namespace

std::string encode_base64(ByteView bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4, '=');
    char* to = text.data();
    const unsigned char* from = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 3; left -= 3, from += 3, to += 4) {
        const std::uint32_t group =
            std::uint32_t{from[0]} << 16 | std::uint32_t{from[1]} << 8 | from[2];
        std::memcpy(to, pairs[group >> 12].data(), 2);
        std::memcpy(to + 2, pairs[group & 4095].data(), 2);
    }
    if (left == 0)
        return text;
    const std::uint32_t group =
        std::uint32_t{from[0]} << 16 | (left == 2 ? std::uint32_t{from[1]} << 8 : 0);
    to[0] = alphabet[group >> 18];
    to[1] = alphabet[group >> 12 & 63];
    if (left == 2)
        to[2] = alphabet[group >> 6 & 63];
    return text;
}

Result<Bytes> decode_base64(std::string_view text)
{
    Bytes bytes(text.size() / 4 * 3 + 3);
    unsigned char* to = bytes.data();
    std::uint32_t bits = 0;
    unsigned count = 0; // bits held
    unsigned paddings = 0;
    std::size_t digits = 0; // read one by one
    std::size_t at = 0;
    for (;;) {
        if (digits % 4 == 0 && paddings == 0)
            decode_groups(text, at, to);
        if (at == text.size())
            break;
        const std::uint8_t value = values[static_cast<unsigned char>(text[at++])];
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
        ++digits;
        bits = bits << 6 | value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            *to++ = static_cast<unsigned char>(bits >> count & 255);
        }
    }
    const std::size_t tail = digits % 4;
    if (tail == 1)
        return Error{Errc::malformed, "not base64: cut off", "RFC 4648 4"};
    if (paddings > 0 && (tail == 0 || paddings != 4 - tail))
        return Error{Errc::malformed, "not base64: wrong padding", "RFC 4648 4"};
    if ((bits & ((1U << count) - 1)) != 0)
        return Error{Errc::malformed, "not base64: bits are left over", "RFC 4648 3.5"};
    bytes.resize(static_cast<std::size_t>(to - bytes.data()));
    return bytes;
}

} // namespace mdm
