#include "provisioning/value.h"

#include "core/text.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace mdm::provisioning {
namespace {

constexpr std::string_view separator = "\xEF\x80\x80"; // U+F000

/// The pieces of a list, as a configuration or as a document separates them.
std::vector<std::string_view> items(std::string_view text)
{
    std::vector<std::string_view> found;
    while (!text.empty()) {
        auto end = text.find_first_of(" \t\r\n");
        std::size_t gap = 1;
        if (const auto at = text.find(separator); at < end) {
            end = at;
            gap = separator.size();
        }
        if (end != 0)
            found.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(end + gap);
    }
    return found;
}

/// "./Vendor/MSFT/...;3": a LocURI and how many apps it brings.
bool is_package(std::string_view item)
{
    const auto semicolon = item.rfind(';');
    const auto count = semicolon == std::string_view::npos ? "" : item.substr(semicolon + 1);
    return !count.empty() && count.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_list(const Row& row, std::string_view text)
{
    const auto list = items(text);
    return std::all_of(list.begin(), list.end(), [&](std::string_view item) {
        return item.starts_with("./") && (row.type == Type::uris || is_package(item));
    });
}

bool is_word(const Row& row, std::string_view text)
{
    const auto words = split(row.words, ' ');
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool in_range(const Row& row, std::int64_t value)
{
    return value >= row.least && value <= row.most;
}

bool is_integer(const Row& row, std::string_view text)
{
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    return parsed.ec == std::errc() && parsed.ptr == end && in_range(row, value);
}

bool fits(const Row& row, const Value& value)
{
    const auto* text = std::get_if<std::string>(&value);
    const auto* whole = std::get_if<std::int64_t>(&value);
    switch (row.type) {
    case Type::boolean:
    case Type::flag:
    case Type::digit:
    case Type::criteria:
        return std::holds_alternative<bool>(value);
    case Type::integer:
        return whole != nullptr && in_range(row, *whole);
    case Type::text:
        return text != nullptr;
    case Type::word:
        return text != nullptr && is_word(row, *text);
    case Type::uris:
    case Type::packages:
        break;
    }
    return text != nullptr && is_list(row, *text);
}

std::string expected(const Row& row)
{
    switch (row.type) {
    case Type::integer:
        return "a whole number from " + std::to_string(row.least) + " to " +
               std::to_string(row.most);
    case Type::text:
        return "a text";
    case Type::word:
        return "one of " + std::string(row.words);
    case Type::uris:
        return "a list of LocURIs that begin with ./";
    case Type::packages:
        return "a list of LocURIs that begin with ./ and end in ;COUNT";
    case Type::boolean:
    case Type::flag:
    case Type::digit:
    case Type::criteria:
        break;
    }
    return "true or false";
}

Error wrong_value(const Row& row)
{
    return {Errc::malformed, std::string(row.path) + " must be " + expected(row), row.spec};
}

} // namespace

Result<void> check_value(const Row& row, const Value& value)
{
    if (!fits(row, value))
        return wrong_value(row);
    return {};
}

std::string spelling(const Row& row, const Value& value)
{
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    if (const auto* yes = std::get_if<bool>(&value)) {
        if (row.type == Type::digit)
            return *yes ? "1" : "0";
        return *yes ? "true" : "false";
    }
    const auto& text = std::get<std::string>(value);
    if (row.type != Type::uris && row.type != Type::packages)
        return text;
    std::string joined;
    for (const auto item : items(text))
        joined.append(joined.empty() ? "" : separator).append(item);
    return joined;
}

Result<void> check_spelling(const Row& row, std::string_view value)
{
    bool good = true;
    if (row.type == Type::boolean)
        good = value == "true" || value == "false";
    else if (row.type == Type::digit)
        good = value == "0" || value == "1";
    else if (row.type == Type::integer)
        good = is_integer(row, value);
    else if (row.type == Type::word)
        good = is_word(row, value);
    else if (row.type == Type::uris || row.type == Type::packages)
        good = is_list(row, value);
    if (!good)
        return wrong_value(row);
    return {};
}

std::string_view datatype(Type type)
{
    return type == Type::boolean ? "boolean" : type == Type::integer ? "integer" : "string";
}

} // namespace mdm::provisioning
