#include "web/target.h"

#include "core/text.h"
#include "core/url.h"

namespace mdm::web {
namespace {

constexpr std::size_t longest = 2048;

bool allows(const std::string& entry, const Url& url)
{
    if (entry.find("://") == std::string::npos)
        return equal_ignoring_case(entry, url.scheme);
    return equal_ignoring_case(entry, url.origin);
}

} // namespace

Result<Target> find_target(std::string_view url, std::span<const std::string> allowed)
{
    if (url.size() > longest)
        return Error{Errc::refused,
                     "the address is longer than " + std::to_string(longest) + " bytes"};
    const auto parsed = parse_url(url);
    if (!parsed || url.find('#') != std::string_view::npos)
        return Error{Errc::refused, "'" + printable(url) + "' is no address to answer to"};
    for (const std::string& entry : allowed)
        if (allows(entry, *parsed))
            return Target{std::string(url), parsed->scheme == "https" ? to_lower(parsed->origin)
                                                                      : parsed->scheme + ":"};
    return Error{Errc::refused, "'" + printable(url) + "' is not among the allowed addresses"};
}

std::string with_query(const std::string& url, std::string_view fields)
{
    std::string whole = url;
    if (url.find('?') == std::string::npos)
        whole += '?';
    else if (!url.ends_with('?') && !url.ends_with('&'))
        whole += '&';
    return whole.append(fields);
}

} // namespace mdm::web
