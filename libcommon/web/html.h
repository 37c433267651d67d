#pragma once

#include <span>
#include <string>
#include <string_view>

namespace mdm::web {

/// Markup that stands in the program's text: nothing that comes from outside can become one.
class Markup {
public:
    template <std::size_t Size>
    consteval Markup(const char (&text)[Size]) : text_(text, Size - 1)
    {
    }
    [[nodiscard]] std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

struct Slot;

/// HTML that is safe by how it is made: from a text, which is escaped for element content and for
/// attribute values in quotation marks; from markup of the program; or from a template that holds
/// only such values. Texts are UTF-8; control characters and bytes that are not UTF-8 become U+FFFD
/// (HTML Living Standard 13.1.2.4, 13.1.4).
class Html {
public:
    Html() = default;
    Html(std::string_view text);
    Html(const std::string& text) : Html(std::string_view(text)) {}
    Html(const char* text) : Html(std::string_view(text)) {}
    static Html of(Markup markup);

    Html& operator+=(const Html& more);
    [[nodiscard]] const std::string& text() const { return html_; }
    [[nodiscard]] bool empty() const { return html_.empty(); }

private:
    friend Html fill(Markup, std::span<const Slot>);
    std::string html_;
};

/// What stands for `{{name}}` in a template.
struct Slot {
    std::string_view name;
    Html value;
};

/// The template with each `{{name}}` replaced, once: what was put in is not looked at again. A name
/// without a slot stands for nothing.
Html fill(Markup pattern, std::span<const Slot> slots);
Html fill(Markup pattern, std::initializer_list<Slot> slots);

} // namespace mdm::web
