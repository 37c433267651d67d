#include "xml/declaration.h"

#include "core/text.h"

#include <fmt/format.h>

namespace mdm::xml {
namespace {

constexpr std::string_view spec = "XML 1.0, 2.8";

/// The value of the pseudo-attribute `name`; empty where another or none comes next.
Result<std::string_view> pseudo_attribute(Cursor& cursor, std::string_view name)
{
    Cursor ahead = cursor;
    if (!ahead.skip_space() || !ahead.skip(name))
        return std::string_view{};
    ahead.skip_space();
    const bool equals = ahead.skip("=");
    ahead.skip_space();
    const auto rest = ahead.rest();
    if (equals && (rest.starts_with('"') || rest.starts_with('\''))) {
        const auto end = rest.find(rest.front(), 1);
        if (end != rest.npos && end > 1) {
            ahead.move(end + 1);
            cursor = ahead;
            return rest.substr(1, end - 1);
        }
    }
    return ahead.fail("the XML declaration is not well formed", spec);
}

Result<void> check_encoding(const Cursor& cursor, std::string_view declared, Encoding encoding)
{
    const bool utf8 = equal_ignoring_case(declared, "utf-8");
    if (!utf8 && !equal_ignoring_case(declared, "utf-16"))
        return cursor.fail(fmt::format("encoding \"{}\" is not read, only UTF-8 and UTF-16",
                                       printable(declared, 64)),
                           "XML 1.0, 4.3.3");
    if (utf8 != (encoding == Encoding::utf8))
        return cursor.fail("the declared encoding is not that of the bytes", "XML 1.0, 4.3.3");
    return {};
}

} // namespace

Result<void> read_declaration(Cursor& cursor, Encoding encoding)
{
    constexpr std::string_view start = "<?xml";
    if (!cursor.looking_at(start) ||
        cursor.rest().substr(start.size()).find_first_of(white_space) != 0)
        return {};
    cursor.skip(start);
    const auto version = TRY(pseudo_attribute(cursor, "version"));
    if (version != "1.0")
        return cursor.fail("the XML declaration does not say version 1.0", spec);
    const auto declared = TRY(pseudo_attribute(cursor, "encoding"));
    if (!declared.empty())
        TRY(check_encoding(cursor, declared, encoding));
    const auto standalone = TRY(pseudo_attribute(cursor, "standalone"));
    if (!standalone.empty() && standalone != "yes" && standalone != "no")
        return cursor.fail("standalone is neither yes nor no", "XML 1.0, 2.9");
    cursor.skip_space();
    if (!cursor.skip("?>"))
        return cursor.fail("the XML declaration is not well formed", spec);
    return {};
}

} // namespace mdm::xml
