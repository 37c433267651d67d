#include "cgi/exchange.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace mdm::cgi {
namespace {

constexpr std::string_view length_spec = "RFC 3875 4.1.2";

std::string_view reason_phrase(int status)
{
    constexpr std::array<std::pair<int, std::string_view>, 12> phrases{{
        {200, "OK"},
        {302, "Found"},
        {400, "Bad Request"},
        {403, "Forbidden"},
        {405, "Method Not Allowed"},
        {411, "Length Required"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {429, "Too Many Requests"},
        {500, "Internal Server Error"},
        {503, "Service Unavailable"},
    }};
    for (const auto& [code, phrase] : phrases)
        if (code == status)
            return phrase;
    return "Status";
}

} // namespace

Method method(const Environment& environment)
{
    const auto name = environment("REQUEST_METHOD");
    if (name == "GET")
        return Method::get;
    if (name == "HEAD")
        return Method::head;
    return name == "POST" ? Method::post : Method::other;
}

Result<std::size_t> content_length(const Environment& environment, std::size_t limit)
{
    const auto text = environment("CONTENT_LENGTH");
    if (!text || text->empty())
        return Error{Errc::malformed, "the request has no Content-Length", length_spec};
    std::size_t length = 0;
    const char* const end = text->data() + text->size();
    const auto parsed = std::from_chars(text->data(), end, length);
    if (parsed.ec == std::errc::invalid_argument || parsed.ptr != end)
        return Error{Errc::malformed, "the request's Content-Length is not a number", length_spec};
    if (parsed.ec == std::errc::result_out_of_range || length > limit)
        return Error{Errc::malformed,
                     "the request is longer than the limit of " + std::to_string(limit) + " bytes"};
    if (length == 0)
        return Error{Errc::malformed, "the request is empty: there is no message in it"};
    return length;
}

std::size_t unread_length(const Environment& environment)
{
    constexpr std::size_t most = std::size_t{64} << 20;
    const std::string text = environment("CONTENT_LENGTH").value_or("");
    std::size_t length = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), length);
    return parsed.ec == std::errc::result_out_of_range ? most : std::min(length, most);
}

std::string to_text(const Response& response, Method method)
{
    std::string text = "Status: " + std::to_string(response.status) + " ";
    text.append(reason_phrase(response.status)).append("\r\n");
    const auto add = [&](std::string_view name, std::string_view value) {
        text.append(name).append(": ");
        for (const char character : value)
            text += character >= 0x20 && character < 0x7F ? character : '?';
        text.append("\r\n");
    };
    if (!response.content_type.empty())
        add("Content-Type", response.content_type);
    for (const auto& [name, value] : response.headers)
        add(name, value);
    add("Content-Length", std::to_string(response.body.size()));
    text.append("\r\n");
    return method == Method::head ? text : text.append(response.body);
}

std::string response(int status, std::string_view content_type, std::string_view body)
{
    return to_text({status, std::string(content_type), {}, std::string(body)}, Method::post);
}

} // namespace mdm::cgi
