#include "web/form.h"

#include "core/secret.h"
#include "core/text.h"
#include "core/url.h"

#include <algorithm>

namespace mdm::web {
namespace {

constexpr std::size_t most_fields = 32;
constexpr std::string_view clause = "URL Living Standard 5.1";

int digit_of(char character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    if (character >= 'a' && character <= 'f')
        return character - 'a' + 10;
    return character >= 'A' && character <= 'F' ? character - 'A' + 10 : -1;
}

Result<std::string> decode(std::string_view text)
{
    std::string value;
    value.reserve(text.size()); // so that it is not moved about: it may be a password
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            value += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
        const int low = high >= 0 ? digit_of(text[i + 2]) : -1;
        if (low < 0)
            return Error{Errc::malformed, "a form field has a broken percent escape", clause};
        value += static_cast<char>(high * 16 + low);
        i += 2;
    }
    if (value.find('\0') != std::string::npos || !is_utf8(value))
        return Error{Errc::malformed, "a form field is not UTF-8 text", clause};
    return value;
}

} // namespace

Fields::~Fields()
{
    for (auto& [name, value] : fields_)
        wipe(value);
}

Result<std::optional<std::string>> Fields::find(std::string_view name) const
{
    const auto named = [&](const auto& field) { return field.first == name; };
    const auto found = std::find_if(fields_.begin(), fields_.end(), named);
    if (found == fields_.end())
        return std::optional<std::string>();
    if (std::find_if(found + 1, fields_.end(), named) != fields_.end())
        return Error{Errc::malformed, "the field " + std::string(name) + " is there twice"};
    return std::optional(found->second);
}

Result<std::string> Fields::text(std::string_view name) const
{
    const auto value = TRY(find(name));
    return value.value_or("");
}

Result<Fields> parse_form(std::string_view text)
{
    std::vector<std::pair<std::string, std::string>> fields;
    for (const std::string_view piece : split(text, '&')) {
        if (piece.empty())
            continue;
        if (fields.size() == most_fields)
            return Error{Errc::malformed,
                         "there are more than " + std::to_string(most_fields) + " form fields"};
        const auto equals = piece.find('=');
        auto name = TRY(decode(piece.substr(0, equals)));
        const bool valued = equals != std::string_view::npos;
        auto value = TRY(decode(valued ? piece.substr(equals + 1) : std::string_view()));
        fields.emplace_back(std::move(name), std::move(value));
    }
    return Fields(std::move(fields));
}

std::string percent_encode(std::string_view text)
{
    return mdm::percent_encode(text);
}

std::string to_form(const std::vector<std::pair<std::string_view, std::string>>& fields)
{
    std::string text;
    for (const auto& [name, value] : fields) {
        text += text.empty() ? "" : "&";
        text += percent_encode(name);
        text += "=";
        text += percent_encode(value);
    }
    return text;
}

} // namespace mdm::web
