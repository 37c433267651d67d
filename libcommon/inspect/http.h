#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mdm::inspect {

/// The HTTP header that stood in front of a message, or the header of a CGI answer.
struct Http {
    std::string start; ///< "HTTP/1.1 200 OK", "POST /path HTTP/1.1"; empty for CGI
    std::vector<std::pair<std::string, std::string>> fields = {};
    bool chunked = false;       ///< the body came in chunks, which were joined
    std::size_t lines = 0;      ///< up to and with the empty line
    std::size_t body_bytes = 0; ///< as it came

    /// The value of the first field of that name, in any case.
    [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
    /// Whether it is the header of an answer, and its status; 200 where a CGI answer has none.
    [[nodiscard]] std::optional<int> status() const;
};

/// Takes the header off the front of a text; nothing, and the text as it was, where there is none.
/// A body in chunks is joined (RFC 9112 7.1).
std::optional<Http> take_http(std::string& text);

} // namespace mdm::inspect
