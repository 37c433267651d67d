#include "service/message.h"

#include "cgi/exchange.h"

namespace mdm::service {

Result<std::string> read_message(const cli::Arguments& arguments, cli::Io& io, std::size_t limit)
{
    if (!arguments.has("cgi"))
        return io.in.read_all(limit);
    if (cgi::method(io.environment) != cgi::Method::post)
        return Error{Errc::malformed, "the request is not a POST", "SOAP 1.2 Part 2, 7.5.1"};
    const auto length = TRY(cgi::content_length(io.environment, limit));
    return io.in.read_exactly(length);
}

} // namespace mdm::service
