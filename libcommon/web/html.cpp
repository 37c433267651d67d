#include "web/html.h"

#include "core/text.h"

#include <algorithm>

namespace mdm::web {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD

void append_escaped(std::string& out, char character)
{
    switch (character) {
    case '&':
        out += "&amp;";
        return;
    case '<':
        out += "&lt;";
        return;
    case '>':
        out += "&gt;";
        return;
    case '"':
        out += "&quot;";
        return;
    case '\'':
        out += "&#39;";
        return;
    case '\t':
    case '\n':
        out += character;
        return;
    default:
        break;
    }
    const auto byte = static_cast<unsigned char>(character);
    if (byte < 0x20 || byte == 0x7F)
        out += replacement;
    else
        out += character;
}

} // namespace

Html::Html(std::string_view text)
{
    const bool whole = is_utf8(text);
    for (const char character : text) {
        if (!whole && static_cast<unsigned char>(character) >= 0x80)
            html_ += replacement;
        else
            append_escaped(html_, character);
    }
}

Html Html::of(Markup markup)
{
    Html html;
    html.html_ = markup.text();
    return html;
}

Html& Html::operator+=(const Html& more)
{
    html_ += more.html_;
    return *this;
}

Html fill(Markup pattern, std::span<const Slot> slots)
{
    Html html;
    std::string_view rest = pattern.text();
    for (;;) {
        const auto open = rest.find("{{");
        html.html_ += rest.substr(0, open);
        if (open == std::string_view::npos)
            return html;
        rest.remove_prefix(open + 2);
        const auto close = rest.find("}}");
        const auto name = rest.substr(0, close);
        const auto slot =
            std::find_if(slots.begin(), slots.end(), [&](const Slot& s) { return s.name == name; });
        if (slot != slots.end())
            html += slot->value;
        rest.remove_prefix(close == std::string_view::npos ? rest.size() : close + 2);
    }
}

Html fill(Markup pattern, std::initializer_list<Slot> slots)
{
    return fill(pattern, std::span<const Slot>(slots.begin(), slots.size()));
}

} // namespace mdm::web
