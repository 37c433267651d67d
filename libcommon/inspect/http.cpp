#include "inspect/http.h"

#include "core/text.h"

#include <algorithm>
#include <charconv>

namespace mdm::inspect {
namespace {

constexpr std::size_t header_limit = 64U << 10;
constexpr std::size_t fields_limit = 200;

bool is_token(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
}

bool is_start_line(std::string_view line)
{
    if (line.starts_with("HTTP/"))
        return true;
    const auto words = split(line, ' ');
    return words.size() == 3 && is_token(words[0]) && words[2].starts_with("HTTP/");
}

/// One line without its end, taken off the front.
std::optional<std::string_view> take_line(std::string_view& text)
{
    const auto end = text.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    auto line = text.substr(0, end);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    text.remove_prefix(end + 1);
    return line;
}

bool take_field(std::string_view line, Http& http)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)) ||
        http.fields.size() == fields_limit)
        return false;
    http.fields.emplace_back(line.substr(0, colon), trim(line.substr(colon + 1)));
    return true;
}

/// The chunks joined; nothing where the body is not in chunks.
std::optional<std::string> joined(std::string_view body)
{
    std::string whole;
    for (;;) {
        const auto line = take_line(body);
        if (!line)
            return std::nullopt;
        const auto digits = line->substr(0, line->find(';'));
        std::size_t size = 0;
        const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
        if (digits.empty() || parsed.ptr != digits.data() + digits.size() || size > body.size())
            return std::nullopt;
        if (size == 0)
            return whole;
        whole += body.substr(0, size);
        body.remove_prefix(size);
        take_line(body);
    }
}

} // namespace

std::optional<std::string> Http::find(std::string_view name) const
{
    for (const auto& [key, value] : fields)
        if (equal_ignoring_case(key, name))
            return value;
    return std::nullopt;
}

std::optional<int> Http::status() const
{
    std::string text;
    if (start.starts_with("HTTP/")) {
        const auto words = split(start, ' ');
        text = words.size() > 1 ? words[1] : "";
    } else if (start.empty()) {
        text = find("Status").value_or("200").substr(0, 3);
    } else {
        return std::nullopt;
    }
    int status = 0;
    std::from_chars(text.data(), text.data() + text.size(), status);
    return status;
}

std::optional<Http> take_http(std::string& text)
{
    std::string_view rest = std::string_view(text).substr(0, header_limit);
    Http http;
    auto line = take_line(rest);
    if (!line)
        return std::nullopt;
    http.lines = 1;
    if (is_start_line(*line)) {
        http.start = *line;
        line = take_line(rest);
        ++http.lines;
    }
    for (; line && !line->empty(); line = take_line(rest), ++http.lines)
        if (!take_field(*line, http))
            return std::nullopt;
    if (!line || (http.start.empty() && http.fields.empty()))
        return std::nullopt;
    text.erase(0, static_cast<std::size_t>(rest.data() - text.data()));
    http.body_bytes = text.size();
    if (const auto coding = http.find("Transfer-Encoding");
        coding && equal_ignoring_case(trim(*coding), "chunked"))
        if (auto whole = joined(text)) {
            http.chunked = true;
            text = std::move(*whole);
        }
    return http;
}

} // namespace mdm::inspect
