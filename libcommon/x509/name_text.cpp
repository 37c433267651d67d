#include "x509/name.h"

#include "core/text.h"
#include "x509/name_types.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace mdm::x509 {
namespace {

/// Calls `each(type, value, first_of_its_rdn)` for every attribute of a DER Name.
template <class Each>
Result<void> walk(ByteView name, Each each)
{
    der::Reader outer(name);
    auto rdns = TRY(outer.enter(der::sequence, "the name"));
    TRY(outer.end("the name"));
    while (!rdns.at_end()) {
        auto rdn = TRY(rdns.enter(der::set, "a part of the name"));
        bool first = true;
        do {
            auto pair = TRY(rdn.enter(der::sequence, "an attribute of the name"));
            const auto type = TRY(pair.take(der::object_identifier, "an attribute of the name"));
            const auto value = TRY(pair.any("an attribute of the name"));
            TRY(pair.end("an attribute of the name"));
            TRY(each(type, value, first));
            first = false;
        } while (!rdn.at_end());
    }
    return {};
}

void append_utf8(std::string& text, char32_t c)
{
    const auto tail = [&](int shift) { text += static_cast<char>(0x80U | (c >> shift & 0x3FU)); };
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0U | c >> 6);
        tail(0);
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0U | c >> 12);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | (c >> 18 & 7U));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// From characters of 1, 2 or 4 octets each; a surrogate or what is left over becomes `?`.
std::string widened(ByteView bytes, std::size_t width)
{
    std::string text;
    for (; bytes.size() >= width; bytes = bytes.subspan(width)) {
        char32_t c = 0;
        for (std::size_t i = 0; i < width; ++i)
            c = c << 8 | bytes[i];
        append_utf8(text, (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF ? U'?' : c);
    }
    return bytes.empty() ? text : text + "?";
}

constexpr unsigned char numeric_string = 0x12;
constexpr unsigned char t61_string = 0x14;
constexpr unsigned char visible_string = 0x1A;
constexpr unsigned char universal_string = 0x1C;
constexpr unsigned char bmp_string = 0x1E;

/// The text of a string of any of ASN.1's types; nothing where it is no string.
std::optional<std::string> string_of(const der::Element& value)
{
    switch (value.tag) {
    case der::utf8_string:
        // What is not UTF-8 can only be guessed at.
        return is_utf8(text_of(value.content)) ? std::string(text_of(value.content))
                                               : widened(value.content, 1);
    case der::printable_string:
    case der::ia5_string:
    case numeric_string:
    case visible_string:
    case t61_string: // in practice Latin-1
        return widened(value.content, 1);
    case bmp_string:
        return widened(value.content, 2);
    case universal_string:
        return widened(value.content, 4);
    default:
        return std::nullopt;
    }
}

std::string attribute_text(const NameAttribute& attribute)
{
    for (const auto& known : name_types)
        if (known.oid == attribute.type && attribute.is_text)
            return std::string(known.name) + "=" + escape_name_value(attribute.value);
    return attribute.type + "=#" + to_hex(attribute.encoded);
}

} // namespace

bool is_printable_string(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view(" '()+,-./:=?").find(c) != std::string_view::npos;
    });
}

bool is_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

Result<std::vector<NameAttribute>> attributes_of(ByteView name)
{
    std::vector<NameAttribute> attributes;
    TRY(walk(name, [&](const der::Element& type, const der::Element& value, bool first) {
        const auto text = string_of(value);
        attributes.push_back({der::oid_text(type.content), text.value_or(std::string()),
                              text.has_value(), value.whole, !first});
        return Result<void>();
    }));
    return attributes;
}

Result<std::string> name_text(ByteView der)
{
    const auto attributes = TRY(attributes_of(der));
    std::string text;
    for (std::size_t end = attributes.size(); end > 0;) {
        std::size_t begin = end - 1;
        while (attributes[begin].joined)
            --begin;
        for (std::size_t i = begin; i < end; ++i) {
            if (!text.empty())
                text += i == begin ? "," : "+";
            text += attribute_text(attributes[i]);
        }
        end = begin;
    }
    return text;
}

Result<void> check_name_strings(ByteView der)
{
    return walk(der, [](const der::Element&, const der::Element& value, bool) -> Result<void> {
        std::string text(text_of(value.content));
        const bool windows = value.tag == der::printable_string;
        std::erase_if(text, [&](char c) { return windows && (c == '!' || c == '\0'); });
        if ((value.tag == der::printable_string && !is_printable_string(text)) ||
            (value.tag == der::ia5_string && !is_ascii(text)) ||
            (value.tag == der::utf8_string && !is_utf8(text)))
            return Error{Errc::malformed, "a string of the name holds what its type may not",
                         "X.680 41"};
        return {};
    });
}

} // namespace mdm::x509
