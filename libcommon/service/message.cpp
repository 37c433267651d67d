#include "service/message.h"

#include "cgi/exchange.h"

namespace mdm::service {

void forget_message(const cli::Arguments& arguments, cli::Io& io)
{
    if (arguments.has("cgi"))
        io.in.skip(cgi::unread_length(io.environment));
}

Result<std::string> read_message(const cli::Arguments& arguments, cli::Io& io, std::size_t limit)
{
    if (!arguments.has("cgi"))
        return io.in.read_all(limit);
    const bool post = cgi::method(io.environment) == cgi::Method::post;
    const auto length = cgi::content_length(io.environment, limit);
    if (!post || !length)
        forget_message(arguments, io);
    if (!post)
        return Error{Errc::malformed, "the request is not a POST", "SOAP 1.2 Part 2, 7.5.1"};
    if (!length)
        return length.error();
    return io.in.read_exactly(*length);
}

} // namespace mdm::service
