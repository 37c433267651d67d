#pragma once

#include "cgi/exchange.h"
#include "core/secret.h"
#include "web/form.h"

#include <functional>
#include <string>
#include <string_view>

namespace mdm::web {

/// The longest query and the longest form that are read, in bytes.
constexpr std::size_t query_limit = 8192;
constexpr std::size_t form_limit = 16384;

/// What a browser asks for.
struct Request {
    cgi::Method method = cgi::Method::get;
    Fields query = {};
    Fields form = {};                 ///< of a POST
    std::string browser = {};         ///< the value of our cookie; empty where there is none
    std::string address = {};         ///< REMOTE_ADDR, as `counted_address`
    std::string accept_language = {}; ///< Accept-Language
    std::string host_theme = {};      ///< CXH-HOST: "FRX" at the first start, "MOSET" in Settings
    Secret bearer = {};               ///< of Authorization: Bearer; empty where there is none
};

/// Why a request cannot be answered as it was meant.
struct Unreadable {
    int status;
    std::string_view text;    ///< the key of the text for the user
    std::string log;          ///< what the operator is told
    bool body_is_read = true; ///< otherwise it is to be read and forgotten
};

/// Reads the first bytes of the body.
using ReadBody = std::function<Result<std::string>(std::size_t count)>;

/// Reads the request of a CGI program (RFC 3875 4.1). Refuses other methods than GET, HEAD and
/// POST, queries and forms that are too long, and bodies that are not
/// application/x-www-form-urlencoded.
Result<Request, Unreadable> read_request(const cgi::Environment& environment,
                                         const ReadBody& read_body);

/// The language a request asks for, also where the rest of it cannot be read.
std::string accept_language_of(const cgi::Environment& environment);

/// An address as attempts are counted by it: an IPv6 address by its first 64 bits, since whoever
/// has one has as many; "unknown" for what is no address.
std::string counted_address(const std::string& address);

/// The name of our cookie. The prefix makes the browser take it from this host by TLS alone
/// (RFC 6265bis 4.1.3.2).
constexpr std::string_view cookie_name = "__Host-enrollkit";

} // namespace mdm::web
