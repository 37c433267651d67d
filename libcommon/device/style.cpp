#include "device/style.h"

#include <algorithm>
#include <span>
#include <utility>

namespace mdm::device {
namespace {

template <class Value>
using Words = std::span<const std::pair<std::string_view, Value>>;

template <class Value>
Result<Value> look_up(std::string_view word, Words<Value> words)
{
    std::string known;
    for (const auto& [name, value] : words) {
        if (name == word)
            return value;
        known.append(known.empty() ? "" : ", ").append(name);
    }
    return Error{Errc::usage, "'" + std::string(word) + "' is none of " + known};
}

/// The code point that begins at `at`, of valid UTF-8; moves `at` behind it.
char32_t next_code_point(std::string_view text, std::size_t& at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at++);
    if (lead < 0x80)
        return lead;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    char32_t point = lead & (0x3FU >> more);
    for (int i = 0; i < more; ++i)
        point = (point << 6) | (byte(at++) & 0x3FU);
    return point;
}

void append_unit(std::string& bytes, char32_t unit)
{
    bytes += static_cast<char>(unit & 0xFF);
    bytes += static_cast<char>(unit >> 8);
}

std::string to_utf16_little_endian(std::string_view text)
{
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = next_code_point(text, at);
        if (point < 0x10000) {
            append_unit(bytes, point);
        } else {
            append_unit(bytes, 0xD800 + ((point - 0x10000) >> 10));
            append_unit(bytes, 0xDC00 + ((point - 0x10000) & 0x3FF));
        }
    }
    return bytes;
}

} // namespace

Result<Prefixes> prefixes_from(std::string_view word)
{
    constexpr std::pair<std::string_view, Prefixes> words[] = {{"usual", Prefixes::usual},
                                                               {"numbered", Prefixes::numbered}};
    return look_up<Prefixes>(word, words);
}

Result<Attributes> attributes_from(std::string_view word)
{
    constexpr std::pair<std::string_view, Attributes> words[] = {
        {"captured", Attributes::captured},
        {"qualified", Attributes::qualified},
        {"plain", Attributes::plain}};
    return look_up<Attributes>(word, words);
}

Result<Wrapping> wrapping_from(std::string_view word)
{
    constexpr std::pair<std::string_view, Wrapping> words[] = {{"lf", Wrapping::lf},
                                                               {"crlf", Wrapping::crlf}};
    return look_up<Wrapping>(word, words);
}

std::string encode(std::string_view message, Encoding encoding)
{
    if (encoding == Encoding::utf8)
        return std::string(message);
    if (encoding == Encoding::utf8_bom)
        return "\xEF\xBB\xBF" + std::string(message);
    // UTF-16 needs both the mark and, to be sure, the declaration (XML 1.0, 4.3.3).
    const std::string declared =
        R"(<?xml version="1.0" encoding="utf-16"?>)" + std::string(message);
    return "\xFF\xFE" + to_utf16_little_endian(declared);
}

} // namespace mdm::device
