#include "device/html_form.h"

#include "core/text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace mdm::device {
namespace {

constexpr std::size_t most_forms = 16;
constexpr std::size_t most_fields = 64;
constexpr std::size_t longest_reference = 10;
constexpr std::string_view space = " \t\r\n\f";

struct Tag {
    std::string name; ///< lower case; "/form" for an end
    std::vector<std::pair<std::string, std::string>> attributes = {};

    [[nodiscard]] std::string value(std::string_view wanted) const
    {
        for (const auto& [key, text] : attributes)
            if (key == wanted)
                return text;
        return {};
    }
};

/// The character of a reference without & and ;, where it is one that forms use.
std::optional<std::string> character(std::string_view reference)
{
    constexpr std::pair<std::string_view, char> named[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto& [name, known] : named)
        if (reference == name)
            return std::string(1, known);
    if (!reference.starts_with('#'))
        return std::nullopt;
    const bool hexadecimal = reference.starts_with("#x") || reference.starts_with("#X");
    const auto digits = reference.substr(hexadecimal ? 2 : 1);
    unsigned code = 0;
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, code, hexadecimal ? 16 : 10);
    if (read.ec != std::errc{} || read.ptr != end || code == 0 || code > 0x7F)
        return std::nullopt;
    return std::string(1, static_cast<char>(code));
}

std::string unescaped(std::string_view text)
{
    std::string plain;
    while (!text.empty()) {
        const auto end = text.front() == '&' ? text.substr(0, longest_reference).find(';')
                                             : std::string_view::npos;
        const auto known =
            end == std::string_view::npos ? std::nullopt : character(text.substr(1, end - 1));
        plain += known ? *known : std::string(1, text.front());
        text.remove_prefix(known ? end + 1 : 1);
    }
    return plain;
}

void skip_space(std::string_view& rest)
{
    rest.remove_prefix(std::min(rest.find_first_not_of(space), rest.size()));
}

std::string_view take(std::string_view& rest, std::size_t count)
{
    const auto taken = rest.substr(0, count);
    rest.remove_prefix(taken.size());
    return taken;
}

std::string take_value(std::string_view& rest)
{
    skip_space(rest);
    if (!rest.starts_with('"') && !rest.starts_with('\''))
        return unescaped(take(rest, rest.find_first_of(" \t\r\n\f>")));
    const char quote = take(rest, 1).front();
    const auto text = take(rest, rest.find(quote));
    take(rest, 1);
    return unescaped(text);
}

/// The attributes of a tag up to its end.
void take_attributes(std::string_view& rest, Tag& tag)
{
    while (true) {
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n\f/"), rest.size()));
        if (rest.empty() || rest.starts_with('>'))
            break;
        const auto length = rest.substr(1).find_first_of(" \t\r\n\f/>=");
        std::string name =
            to_lower(take(rest, length == std::string_view::npos ? length : length + 1));
        skip_space(rest);
        std::string value;
        if (rest.starts_with('=')) {
            take(rest, 1);
            value = take_value(rest);
        }
        if (tag.attributes.size() < most_fields)
            tag.attributes.emplace_back(std::move(name), std::move(value));
    }
    take(rest, 1);
}

void skip_to(std::string_view& rest, std::string_view end)
{
    const auto at = rest.find(end);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + end.size());
}

/// The next tag; `rest` begins behind it. Nothing at the end of the page.
std::optional<Tag> next_tag(std::string_view& rest)
{
    while (true) {
        skip_to(rest, "<");
        if (rest.empty())
            return std::nullopt;
        if (rest.starts_with("!--")) {
            skip_to(rest, "-->");
            continue;
        }
        Tag tag{to_lower(take(rest, rest.find_first_of(" \t\r\n\f>")))};
        take_attributes(rest, tag);
        if (tag.name == "script" || tag.name == "style")
            skip_to(rest, "</");
        return tag;
    }
}

HtmlField field_of(const Tag& tag)
{
    std::string type = to_lower(tag.value("type"));
    if (type.empty())
        type = tag.name == "button" ? "submit" : "text";
    return {tag.value("name"), tag.value("value"), type};
}

} // namespace

std::vector<HtmlForm> read_forms(std::string_view html)
{
    std::vector<HtmlForm> forms;
    bool open = false;
    while (const auto tag = next_tag(html)) {
        if (tag->name == "form" && forms.size() < most_forms) {
            forms.push_back({tag->value("action"), to_lower(tag->value("method")) == "post"});
            open = true;
        } else if (tag->name == "/form") {
            open = false;
        } else if (open && (tag->name == "input" || tag->name == "button") &&
                   forms.back().fields.size() < most_fields) {
            forms.back().fields.push_back(field_of(*tag));
        }
    }
    return forms;
}

std::string alert_of(std::string_view html)
{
    while (const auto tag = next_tag(html)) {
        if (to_lower(tag->value("role")) != "alert")
            continue;
        std::string text(trim(html.substr(0, html.find('<'))));
        while (text.empty() && next_tag(html))
            text = trim(html.substr(0, html.find('<')));
        return unescaped(text);
    }
    return {};
}

} // namespace mdm::device
