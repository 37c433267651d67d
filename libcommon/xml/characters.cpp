#include "xml/characters.h"

#include <algorithm>
#include <array>

namespace mdm::xml {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

constexpr Range name_start[] = {
    {'A', 'Z'},       {'_', '_'},       {'a', 'z'},       {0xC0, 0xD6},     {0xD8, 0xF6},
    {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F},
    {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};
constexpr Range name_more[] = {
    {'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040},
};

template <std::size_t N>
bool within(const Range (&ranges)[N], char32_t code)
{
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [&](Range range) { return code >= range.first && code <= range.last; });
}

int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return 16;
}

/// The number of a character reference, from behind "&#" to before ";"; 0 where it is no number of
/// a character. Zero itself is none.
char32_t numbered(std::string_view digits)
{
    int base = 10;
    if (!digits.empty() && digits.front() == 'x') {
        base = 16;
        digits.remove_prefix(1);
    }
    char32_t code = 0;
    for (const char c : digits) {
        const int digit = digit_value(c);
        if (digit >= base)
            return 0;
        code = code * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
        if (code > 0x10FFFF)
            return 0;
    }
    return is_character(code) ? code : 0;
}

char32_t named(std::string_view name)
{
    struct Entity {
        std::string_view name;
        char32_t code;
    };
    constexpr Entity entities[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"apos", '\''}, {"quot", '"'}};
    for (const Entity& entity : entities)
        if (entity.name == name)
            return entity.code;
    return 0;
}

} // namespace

Character character_at(std::string_view text)
{
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = at(0);
    if (first < 0x80)
        return {first, 1};
    // The smallest code point that needs so many bytes: a smaller one would be an overlong form.
    constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
    std::size_t length = 0;
    char32_t code = 0;
    if ((first & 0xE0) == 0xC0) {
        length = 2;
        code = first & 0x1FU;
    } else if ((first & 0xF0) == 0xE0) {
        length = 3;
        code = first & 0x0FU;
    } else if ((first & 0xF8) == 0xF0) {
        length = 4;
        code = first & 0x07U;
    }
    if (length == 0 || text.size() < length)
        return {};
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xC0) != 0x80)
            return {};
        code = (code << 6) | (at(i) & 0x3FU);
    }
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < smallest[length] || code > 0x10FFFF || surrogate)
        return {};
    return {code, length};
}

void append_utf8(std::string& text, char32_t code)
{
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

bool is_character(char32_t code)
{
    if (code < 0x20)
        return code == '\t' || code == '\n' || code == '\r';
    return code <= 0xD7FF || (code >= 0xE000 && code <= 0xFFFD) ||
           (code >= 0x10000 && code <= 0x10FFFF);
}

bool is_name_start(char32_t code)
{
    return within(name_start, code);
}

bool is_name_character(char32_t code)
{
    return is_name_start(code) || within(name_more, code);
}

std::string writable(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const Character next = character_at(text);
        const bool good = next.length > 0 && is_character(next.code);
        const std::size_t length = std::max<std::size_t>(next.length, 1);
        result += good ? text.substr(0, length) : std::string_view("?");
        text.remove_prefix(length);
    }
    return result;
}

Character reference_at(std::string_view text)
{
    // The longest that means anything is "&#x10FFFF;", but leading zeros may stand before it.
    constexpr std::size_t longest = 64;
    const auto end = text.substr(0, longest).find(';');
    if (end == std::string_view::npos || end < 2)
        return {};
    const std::string_view body = text.substr(1, end - 1);
    const char32_t code = body.front() == '#' ? numbered(body.substr(1)) : named(body);
    return code == 0 ? Character{} : Character{code, end + 1};
}

} // namespace mdm::xml
