#pragma once

#include "core/result.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mdm::cgi {

/// The media type of every SOAP 1.2 message (SOAP 1.2 Part 2, 7.1.4).
constexpr std::string_view soap_type = "application/soap+xml; charset=utf-8";

/// Looks a variable of the environment up.
using Environment = std::function<std::optional<std::string>(std::string_view)>;

/// REQUEST_METHOD (RFC 3875 4.1.12): what a web server asks for.
enum class Method { get, head, post, other };
Method method(const Environment& environment);

/// The number of bytes of the request's body, from CONTENT_LENGTH (RFC 3875 4.1.2): to be read from
/// standard input, and no more than those. Fails with malformed when it is missing, is no number,
/// is 0, or is over `limit`; the message names the limit.
Result<std::size_t> content_length(const Environment& environment, std::size_t limit);

/// How many bytes of a request that is refused unread are to be read and forgotten, since a web
/// server that cannot hand its body over drops the answer: CONTENT_LENGTH, 64 MiB at most, 0 where
/// it says nothing.
std::size_t unread_length(const Environment& environment);

/// A response that is more than a body and its type.
struct Response {
    int status = 200;
    std::string content_type;
    std::vector<std::pair<std::string_view, std::string>> headers = {};
    std::string body = {};
};

/// Writes it out; the answer to a HEAD has the Content-Length of the body and not the body (RFC
/// 9110 9.3.2). What is no visible ASCII or a space in a header's value becomes `?`, so that no
/// value can begin another header.
std::string to_text(const Response& response, Method method);

/// A response with Status, Content-Type and Content-Length, never chunked (RFC 3875 6).
std::string response(int status, std::string_view content_type, std::string_view body);

} // namespace mdm::cgi
