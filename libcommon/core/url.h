#pragma once

#include "core/result.h"

#include <string>
#include <string_view>

namespace mdm {

/// The parts of an absolute URL that matter for where it leads.
struct Url {
    std::string scheme; ///< lower case
    std::string host;   ///< lower case, without the port
    std::string origin; ///< "https://host:port"
    std::string path;   ///< with the query; empty where there is none
};

/// Fails with malformed on what is no absolute URL with a host, and on one with a user name or
/// characters that a URL cannot have (RFC 3986 3).
Result<Url> parse_url(std::string_view text);

/// A text for a query: everything but the unreserved characters of RFC 3986 2.3 is escaped.
std::string percent_encode(std::string_view text);

} // namespace mdm
