#pragma once

#include "core/error.h"
#include "core/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::device {

/// One HTTP request of a device: a GET, or a POST where there is a body. The body may hold a
/// password: a transport keeps no copy of it.
struct HttpRequest {
    std::string url;
    std::optional<std::string_view> body = {};
    std::string content_type = "application/soap+xml; charset=utf-8"; ///< of the body
    std::string cookie = {}; ///< of the browser control; empty: none
};

/// What a server answered.
struct HttpAnswer {
    int status = 0;
    std::optional<std::string> content_type = {};
    std::optional<std::string> content_length = {};    ///< as it was sent
    std::optional<std::string> transfer_encoding = {}; ///< as it was sent
    std::optional<std::string> location = {};
    std::vector<std::string> cookies = {}; ///< each Set-Cookie
    std::string body = {};
};

/// Why there is no answer, and what a device would show for it (0: nothing of its own).
struct TransportFailure {
    Error error;
    std::uint32_t hresult = 0;
};

/// Sends one request and yields the answer, whatever its status. Follows no redirect.
using Transport = std::function<Result<HttpAnswer, TransportFailure>(const HttpRequest&)>;

} // namespace mdm::device
