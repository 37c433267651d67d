#pragma once

#include "core/result.h"

#include <span>
#include <string>
#include <string_view>

namespace mdm::web {

/// An address of the device that an answer may go to.
struct Target {
    std::string url;    ///< as it was asked for
    std::string source; ///< the same as a source of a Content-Security-Policy: "ms-app:"
};

/// Looks an address up in a list of those that are allowed: a scheme, which allows every host
/// ("ms-app"), or a scheme with a host, and a port ("https://portal.example.com"). Without that,
/// whoever makes a user open a link would get the user's token. Fails with refused on any other
/// address, on one of more than 2048 bytes, and on what is no absolute URL.
Result<Target> find_target(std::string_view url, std::span<const std::string> allowed);

/// The URL with more fields behind its query.
std::string with_query(const std::string& url, std::string_view fields);

} // namespace mdm::web
