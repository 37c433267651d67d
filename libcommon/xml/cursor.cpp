#include "xml/cursor.h"

#include "xml/characters.h"

#include <algorithm>

#include <fmt/format.h>

namespace mdm::xml {

Error Cursor::fail(std::string_view what, std::string_view spec) const
{
    const auto seen = text_.substr(0, at_);
    const auto line = 1 + std::count(seen.begin(), seen.end(), '\n');
    const auto start = seen.rfind('\n') + 1; // npos + 1 is 0, the start of the first line
    const auto column = 1 + std::count_if(seen.begin() + static_cast<std::ptrdiff_t>(start),
                                          seen.end(), [](char c) { return (c & 0xC0) != 0x80; });
    return {Errc::malformed, fmt::format("line {}, column {}: {}", line, column, what), spec};
}

bool Cursor::skip(std::string_view what)
{
    if (!looking_at(what))
        return false;
    at_ += what.size();
    return true;
}

bool Cursor::skip_space()
{
    const auto end = std::min(text_.find_first_not_of(white_space, at_), text_.size());
    const bool moved = end > at_;
    at_ = end;
    return moved;
}

Result<void> Cursor::references(std::string_view text) const
{
    for (auto at = text.find('&'); at != text.npos; at = text.find('&', at)) {
        const auto reference = reference_at(text.substr(at));
        if (reference.length == 0)
            return fail("a reference is neither to a character nor to one of XML's five entities",
                        "XML 1.0, 4.1");
        at += reference.length;
    }
    return {};
}

Result<QualifiedName> Cursor::name()
{
    constexpr std::string_view spec = "Namespaces in XML 1.0, 4";
    const auto start = at_;
    auto colon = text_.npos;
    bool begins = true;
    while (at_ < text_.size()) {
        const Character next = character_at(rest());
        if (next.code == ':' && !begins && colon == text_.npos) {
            colon = at_;
            begins = true;
        } else if (begins ? is_name_start(next.code) : is_name_character(next.code)) {
            begins = false;
        } else {
            break;
        }
        at_ += next.length;
    }
    const auto text = text_.substr(start, at_ - start);
    if (begins)
        return fail("a name is expected", spec);
    if (text.size() > limits_.name_bytes)
        return fail(fmt::format("a name is longer than {} bytes", limits_.name_bytes), {});
    if (colon == text_.npos)
        return QualifiedName{text, {}, text};
    return QualifiedName{text, text.substr(0, colon - start), text.substr(colon - start + 1)};
}

Result<Attribute> Cursor::attribute()
{
    constexpr std::string_view spec = "XML 1.0, 3.1";
    const auto attribute = TRY(name());
    skip_space();
    const bool equals = skip("=");
    skip_space();
    const auto quote = rest().substr(0, 1);
    if (!equals || (quote != "\"" && quote != "'"))
        return fail("an attribute has no value in quotes", spec);
    const auto end = text_.find(quote, at_ + 1);
    if (end == text_.npos)
        return fail("an attribute value does not end", spec);
    const auto value = text_.substr(at_ + 1, end - at_ - 1);
    if (value.size() > limits_.attribute_bytes)
        return fail(
            fmt::format("an attribute value is longer than {} bytes", limits_.attribute_bytes), {});
    if (value.find('<') != value.npos)
        return fail("< stands in an attribute value", spec);
    TRY(references(value));
    at_ = end + 1;
    return Attribute{attribute, value};
}

} // namespace mdm::xml
