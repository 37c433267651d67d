#include "xml/encoding.h"

#include "xml/characters.h"

#include <algorithm>

#include <fmt/format.h>

namespace mdm::xml {
namespace {

/// Which of two bytes comes first.
enum class Order { little, big };

Error at_end_of(const std::string& text, std::string_view what)
{
    const auto line = 1 + std::count(text.begin(), text.end(), '\n');
    return {Errc::malformed, fmt::format("line {}: {}", line, what), "XML 1.0, 2.2"};
}

/// Appends a character; a CR becomes the LF that ends its line, and the LF that follows one is
/// passed over.
Result<void> append(std::string& text, char32_t code, bool& after_return)
{
    const bool second_half = after_return && code == '\n';
    after_return = code == '\r';
    if (second_half)
        return {};
    if (!is_character(code))
        return at_end_of(text, fmt::format("character U+{:04X} is not allowed in XML",
                                           static_cast<unsigned>(code)));
    append_utf8(text, code == '\r' ? U'\n' : code);
    return {};
}

Result<std::string> from_utf8(std::string_view input)
{
    std::string text;
    text.reserve(input.size());
    bool after_return = false;
    while (!input.empty()) {
        const Character next = character_at(input);
        if (next.length == 0)
            return at_end_of(text, "not UTF-8");
        TRY(append(text, next.code, after_return));
        input.remove_prefix(next.length);
    }
    return text;
}

Result<std::string> from_utf16(ByteView input, Order order)
{
    const auto unit = [&](std::size_t at) {
        const char32_t first = input[at];
        const char32_t second = input[at + 1];
        return order == Order::big ? (first << 8) | second : (second << 8) | first;
    };
    std::string text;
    text.reserve(input.size());
    bool after_return = false;
    for (std::size_t at = 0; at < input.size(); at += 2) {
        if (at + 2 > input.size())
            return at_end_of(text, "not UTF-16: an odd number of bytes");
        char32_t code = unit(at);
        if (code >= 0xD800 && code <= 0xDFFF) {
            const char32_t low = at + 4 <= input.size() ? unit(at + 2) : 0;
            if (code > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
                return at_end_of(text, "not UTF-16: half of a surrogate pair");
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            at += 2;
        }
        TRY(append(text, code, after_return));
    }
    return text;
}

bool begins_with(ByteView input, std::initializer_list<unsigned char> bytes)
{
    return input.size() >= bytes.size() && std::equal(bytes.begin(), bytes.end(), input.begin());
}

} // namespace

Result<Text> decode(ByteView input)
{
    if (begins_with(input, {0xEF, 0xBB, 0xBF}))
        return Text{TRY(from_utf8(text_of(input.subspan(3)))), Encoding::utf8};
    if (begins_with(input, {0xFF, 0xFE}))
        return Text{TRY(from_utf16(input.subspan(2), Order::little)), Encoding::utf16};
    if (begins_with(input, {0xFE, 0xFF}))
        return Text{TRY(from_utf16(input.subspan(2), Order::big)), Encoding::utf16};
    if (begins_with(input, {'<', 0}))
        return Text{TRY(from_utf16(input, Order::little)), Encoding::utf16};
    if (begins_with(input, {0, '<'}))
        return Text{TRY(from_utf16(input, Order::big)), Encoding::utf16};
    return Text{TRY(from_utf8(text_of(input))), Encoding::utf8};
}

} // namespace mdm::xml
