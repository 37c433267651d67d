#include "core/url.h"

#include "core/text.h"

#include <algorithm>

namespace mdm {
namespace {

bool is_url_character(char character)
{
    const auto byte = static_cast<unsigned char>(character);
    return byte > 0x20 && byte < 0x7F &&
           std::string_view("\"<>\\^`{|}").find(character) == std::string_view::npos;
}

/// The host of "host:port" or "[::1]:port".
std::string_view host_of(std::string_view authority)
{
    const auto bracket = authority.find(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    return authority.substr(0, colon);
}

bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

} // namespace

Result<Url> parse_url(std::string_view text)
{
    const Error wrong{Errc::malformed, "'" + printable(text) + "' is not an absolute URL",
                      "RFC 3986 3"};
    const auto colon = text.find("://");
    if (colon == std::string_view::npos || colon == 0 ||
        !std::all_of(text.begin(), text.end(), is_url_character))
        return wrong;
    const auto rest = text.substr(colon + 3);
    const auto end = std::min(rest.find_first_of("/?#"), rest.size());
    const auto authority = rest.substr(0, end);
    if (host_of(authority).empty() || authority.find('@') != std::string_view::npos)
        return wrong;
    const std::string scheme = to_lower(text.substr(0, colon));
    return Url{scheme, to_lower(host_of(authority)), scheme + "://" + std::string(authority),
               std::string(rest.substr(end))};
}

std::string percent_encode(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (is_unreserved(character))
            encoded += character;
        else
            encoded.append(1, '%').append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
    return encoded;
}

} // namespace mdm
