#include "web/request.h"

#include "core/text.h"

#include <arpa/inet.h>

namespace mdm::web {
namespace {

constexpr std::size_t header_limit = 64U << 10;
constexpr std::string_view form_type = "application/x-www-form-urlencoded";

std::string variable(const cgi::Environment& environment, std::string_view name)
{
    return environment(name).value_or("").substr(0, header_limit);
}

/// The value of our cookie, where it has the form that ours have.
std::string find_cookie(std::string_view header)
{
    for (std::string_view piece : split(header, ';')) {
        piece = trim(piece);
        const auto equals = piece.find('=');
        if (piece.substr(0, equals) != cookie_name || equals == std::string_view::npos)
            continue;
        const auto value = piece.substr(equals + 1);
        const bool ours =
            value.size() == 22 && value.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                          "abcdefghijklmnopqrstuvwxyz"
                                                          "0123456789-_") == std::string_view::npos;
        return ours ? std::string(value) : std::string();
    }
    return {};
}

/// The token of "Bearer TOKEN" (RFC 6750 2.1).
Secret bearer_of(std::string header)
{
    constexpr std::string_view scheme = "bearer ";
    Secret token;
    if (equal_ignoring_case(std::string_view(header).substr(0, scheme.size()), scheme))
        token = Secret(std::string(trim(std::string_view(header).substr(scheme.size()))));
    wipe(header);
    return token;
}

Result<Fields, Unreadable> read_form(const cgi::Environment& environment, const ReadBody& read_body)
{
    const auto length = cgi::content_length(environment, form_limit);
    if (!length) {
        const bool long_one = cgi::unread_length(environment) > form_limit;
        return Unreadable{long_one ? 413 : 400, long_one ? "problem.too_long" : "problem.request",
                          length.error().message, false};
    }
    const std::string type = environment("CONTENT_TYPE").value_or("");
    const auto media = trim(std::string_view(type).substr(0, type.find(';')));
    if (!equal_ignoring_case(media, form_type))
        return Unreadable{415, "problem.request",
                          "the request is '" + printable(media) + "' and no form", false};
    auto body = read_body(*length);
    if (!body)
        return Unreadable{400, "problem.request", body.error().message};
    auto fields = parse_form(*body);
    wipe(*body);
    if (!fields)
        return Unreadable{400, "problem.request", fields.error().message};
    return std::move(fields).value();
}

} // namespace

Result<Request, Unreadable> read_request(const cgi::Environment& environment,
                                         const ReadBody& read_body)
{
    Request request{.method = cgi::method(environment)};
    if (request.method == cgi::Method::other)
        return Unreadable{405, "problem.method", "the request is none of GET, HEAD and POST",
                          false};
    const std::string query = environment("QUERY_STRING").value_or("");
    if (query.size() > query_limit)
        return Unreadable{414, "problem.too_long",
                          "the query is longer than the limit of " + std::to_string(query_limit) +
                              " bytes",
                          false};
    auto fields = parse_form(query);
    if (!fields)
        return Unreadable{400, "problem.request", fields.error().message, false};
    request.query = std::move(fields).value();
    if (request.method == cgi::Method::post)
        request.form = TRY(read_form(environment, read_body));
    request.browser = find_cookie(variable(environment, "HTTP_COOKIE"));
    request.address = counted_address(variable(environment, "REMOTE_ADDR"));
    request.accept_language = accept_language_of(environment);
    request.host_theme = variable(environment, "HTTP_CXH_HOST");
    request.bearer = bearer_of(variable(environment, "HTTP_AUTHORIZATION"));
    return request;
}

std::string accept_language_of(const cgi::Environment& environment)
{
    return variable(environment, "HTTP_ACCEPT_LANGUAGE");
}

std::string counted_address(const std::string& address)
{
    in_addr four{};
    if (::inet_pton(AF_INET, address.c_str(), &four) == 1)
        return address;
    in6_addr six{};
    if (::inet_pton(AF_INET6, address.c_str(), &six) != 1)
        return "unknown";
    return to_hex({six.s6_addr, 8}) + "::/64";
}

} // namespace mdm::web
