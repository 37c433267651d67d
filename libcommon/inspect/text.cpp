#include "core/text.h"
#include "inspect/decode.h"
#include "inspect/view.h"
#include "xml/characters.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

// Select Graphic Rendition (ECMA-48 8.3.117).
constexpr std::string_view bold = "\x1B[1m";
constexpr std::string_view cyan = "\x1B[36m";
constexpr std::string_view green = "\x1B[32m";
constexpr std::string_view yellow = "\x1B[33m";
constexpr std::string_view red = "\x1B[31m";
constexpr std::string_view dim = "\x1B[2m";
constexpr std::string_view reset = "\x1B[0m";

bool is_invisible(char32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || code >= 0xE0000;
}

std::size_t columns(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// The first or the last characters of a text.
std::string_view head(std::string_view text, std::size_t count)
{
    std::size_t at = 0;
    while (at < text.size() && (count > 0 || (text[at] & 0xC0) == 0x80))
        if ((text[at++] & 0xC0) != 0x80 && count > 0)
            --count;
    return text.substr(0, at);
}
std::string_view tail(std::string_view text, std::size_t count)
{
    std::size_t at = text.size();
    while (at > 0 && count > 0)
        if ((text[--at] & 0xC0) != 0x80)
            --count;
    return text.substr(at);
}

/// A value that fits into so many columns. What matters in a URI is its end.
std::string shortened(const std::string& value, std::size_t room)
{
    const auto length = columns(value);
    if (length <= room)
        return value;
    if (value.find("://") < 10 || value.starts_with("urn:"))
        return "..." + std::string(tail(value, room - 3));
    const auto note = fmt::format("... ({} characters)", length);
    const auto kept = room > note.size() + 8 ? room - note.size() : 8;
    return std::string(head(value, kept)) + note;
}

/// The words of a text on lines of so many columns.
std::vector<std::string> wrapped(std::string_view text, std::size_t room)
{
    std::vector<std::string> lines{""};
    for (const auto word : split(text, ' ')) {
        if (!lines.back().empty() && columns(lines.back()) + 1 + columns(word) > room)
            lines.emplace_back();
        lines.back().append(lines.back().empty() ? "" : " ").append(word);
    }
    return lines;
}

/// Short attributes stand behind the name.
bool is_inline(const Node& node)
{
    constexpr std::size_t short_value = 20;
    return node.role == Node::Role::attribute && node.value.size() <= short_value;
}

/// The only child of an element that has nothing else to say, so that both fit on one line.
const Node* only_child(const Node& node)
{
    if (!node.value.empty() || !node.meaning.empty() || node.children.size() != 1)
        return nullptr;
    const Node& child = node.children.front();
    return child.role == Node::Role::element ? &child : nullptr;
}

/// Writes one tree.
class Painter {
public:
    explicit Painter(const View& view) : view_(view) {}

    void paint(const Node& top, std::size_t depth)
    {
        if (top.role == Node::Role::note)
            return words(top.value, depth, yellow);
        const Node* node = &top;
        std::string label = visible(node->name);
        constexpr std::size_t longest_chain = 48;
        for (const Node* next = only_child(*node);
             next != nullptr && label.size() + next->name.size() < longest_chain;
             next = only_child(*node)) {
            node = next;
            label += "/" + visible(node->name);
        }
        std::string attributes;
        for (const Node& child : node->children)
            if (is_inline(child))
                attributes += fmt::format(" [{}={}]", visible(child.name), visible(child.value));
        out_.append(2 * depth, ' ')
            .append(paint_in(node->role == Node::Role::decoded ? cyan : bold, label))
            .append(paint_in(dim, attributes));
        value(*node, depth, 2 * depth + columns(label) + columns(attributes) + 2);
        for (const Node& child : node->children)
            if (!is_inline(child))
                paint(child, depth + 1);
    }

    std::string take() { return std::move(out_); }

    [[nodiscard]] std::string paint_in(std::string_view color, const std::string& text) const
    {
        if (!view_.color || text.empty())
            return text;
        return std::string(color).append(text).append(reset);
    }

private:
    /// The value behind its name, which has `used` columns, and what it means behind or below it.
    void value(const Node& node, std::size_t depth, std::size_t used)
    {
        // What is not longer is shown whole: thumbprints, UUIDs.
        constexpr std::size_t least = 40;
        std::string text = visible(node.value);
        const std::string meaning = visible(node.meaning);
        const bool hidden = node.secret && !view_.show_secrets && !text.empty();
        if (hidden)
            text = "hidden";
        else if (!view_.full)
            text = shortened(text, std::max(view_.width, used + least) - used);
        if (!text.empty())
            out_.append(": ").append(hidden ? paint_in(red, text) : text);
        const bool beside = used + columns(text) + columns(meaning) + 3 <= view_.width;
        if (!meaning.empty() && (beside || text.empty()))
            out_.append(" ").append(paint_in(green, "(" + meaning + ")"));
        out_ += '\n';
        if (!meaning.empty() && !beside && !text.empty())
            words(node.meaning, depth + 1, green);
    }

    /// A text in parentheses on lines of its own.
    void words(const std::string& text, std::size_t depth, std::string_view color)
    {
        const std::size_t room = std::max<std::size_t>(view_.width, 2 * depth + 30) - 2 * depth;
        for (const auto& line : wrapped("(" + visible(text) + ")", room))
            out_.append(2 * depth, ' ').append(paint_in(color, line)).append("\n");
    }

    const View& view_;
    std::string out_;
};

} // namespace

std::string visible(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const auto [code, length] = xml::character_at(text);
        if (length == 0)
            result += fmt::format("\\x{:02X}", static_cast<unsigned char>(text.front()));
        else if (code < 0x80 && is_invisible(code))
            result += fmt::format("\\x{:02X}", static_cast<unsigned>(code));
        else if (is_invisible(code))
            result += fmt::format("\\u{{{:X}}}", static_cast<unsigned>(code));
        else
            result += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return result;
}

std::string to_text(const Subject& subject, const Node& tree, const View& view)
{
    Painter painter(view);
    std::string title = visible(subject.name);
    if (subject.line > 1 && !subject.http)
        title += fmt::format(":{}", subject.line);
    std::string text = painter.paint_in(dim, title + ":") + " " +
                       painter.paint_in(bold, std::string(title_of(subject.kind))) + "\n";
    if (subject.http)
        painter.paint(tree_of(*subject.http), 1);
    painter.paint(tree, 1);
    return text + painter.take();
}

} // namespace mdm::inspect
