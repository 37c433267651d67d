#include "cgi/exchange.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

namespace {

cgi::Environment with(std::string value)
{
    return [value](std::string_view) { return std::optional(value); };
}

std::optional<std::string> nothing(std::string_view)
{
    return std::nullopt;
}

std::string complaint(const cgi::Environment& environment)
{
    return cgi::content_length(environment, 1000).error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(exchange_test)

BOOST_AUTO_TEST_CASE(reads_the_method)
{
    BOOST_CHECK(cgi::method(with("GET")) == cgi::Method::get);
    BOOST_CHECK(cgi::method(with("HEAD")) == cgi::Method::head);
    BOOST_CHECK(cgi::method(with("POST")) == cgi::Method::post);
    BOOST_CHECK(cgi::method(with("PUT")) == cgi::Method::other);
    BOOST_CHECK(cgi::method(nothing) == cgi::Method::other);
}

BOOST_AUTO_TEST_CASE(reads_the_length_of_the_body)
{
    BOOST_TEST(cgi::content_length(with("1000"), 1000).value() == 1000U);
    BOOST_TEST(complaint(nothing) == "the request has no Content-Length");
    BOOST_TEST(complaint(with("")) == "the request has no Content-Length");
    BOOST_TEST(complaint(with("12x")) == "the request's Content-Length is not a number");
    BOOST_TEST(complaint(with("-1")) == "the request's Content-Length is not a number");
    BOOST_TEST(complaint(with("1001")) == "the request is longer than the limit of 1000 bytes");
    BOOST_TEST(complaint(with("99999999999999999999999")) ==
               "the request is longer than the limit of 1000 bytes");
    BOOST_TEST(complaint(with("0")) == "the request is empty: there is no message in it");
}

BOOST_AUTO_TEST_CASE(knows_what_to_read_of_a_request_that_is_refused)
{
    BOOST_TEST(cgi::unread_length(nothing) == 0U);
    BOOST_TEST(cgi::unread_length(with("x")) == 0U);
    BOOST_TEST(cgi::unread_length(with("1001")) == 1001U);
    BOOST_TEST(cgi::unread_length(with("99999999999")) == 67108864U);
    BOOST_TEST(cgi::unread_length(with("99999999999999999999999")) == 67108864U);
}

BOOST_AUTO_TEST_CASE(counts_bytes_not_characters)
{
    BOOST_TEST(cgi::response(500, cgi::soap_type, "\xC3\xA4") ==
               "Status: 500 Internal Server Error\r\n"
               "Content-Type: application/soap+xml; charset=utf-8\r\n"
               "Content-Length: 2\r\n\r\n\xC3\xA4");
}

BOOST_AUTO_TEST_SUITE_END()
