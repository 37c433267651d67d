#include "web/request.h"

#include <boost/test/unit_test.hpp>

#include <map>

using namespace mdm;
using namespace mdm::web;

namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

Result<Request, Unreadable> read(const Variables& variables, const std::string& body = "")
{
    return read_request(
        [&](std::string_view name) -> std::optional<std::string> {
            const auto found = variables.find(name);
            return found == variables.end() ? std::nullopt : std::optional(found->second);
        },
        [&](std::size_t count) -> Result<std::string> { return body.substr(0, count); });
}

Variables post(const std::string& body)
{
    return {{"REQUEST_METHOD", "POST"},
            {"CONTENT_TYPE", "Application/X-WWW-Form-urlencoded; charset=UTF-8"},
            {"CONTENT_LENGTH", std::to_string(body.size())}};
}

} // namespace

BOOST_AUTO_TEST_SUITE(request_test)

BOOST_AUTO_TEST_CASE(reads_what_a_page_needs)
{
    const auto request = read({{"REQUEST_METHOD", "GET"},
                               {"QUERY_STRING", "a=1"},
                               {"HTTP_COOKIE", "x=y; __Host-enrollkit=AAAAAAAAAAAAAAAAAAAAA-; z"},
                               {"HTTP_AUTHORIZATION", "bearer  e.y.z "},
                               {"REMOTE_ADDR", "192.0.2.1"}})
                             .value();
    BOOST_TEST(request.query.text("a").value() == "1");
    BOOST_TEST(request.browser == "AAAAAAAAAAAAAAAAAAAAA-");
    BOOST_TEST(request.bearer.reveal() == "e.y.z");
    BOOST_TEST(request.address == "192.0.2.1");
}

BOOST_AUTO_TEST_CASE(reads_a_form_of_so_many_bytes)
{
    const auto request = read(post("a=1"), "a=1&b=2").value();
    BOOST_TEST(request.form.text("a").value() == "1");
    BOOST_TEST(request.form.text("b").value() == "");
}

BOOST_AUTO_TEST_CASE(what_is_not_our_cookie_is_none)
{
    for (const char* cookie : {"", "__Host-enrollkit", "__Host-enrollkit=", "__Host-enrollkit=<",
                               "enrollkit=AAAAAAAAAAAAAAAAAAAAAA"})
        BOOST_TEST(read({{"REQUEST_METHOD", "GET"}, {"HTTP_COOKIE", cookie}})->browser == "");
}

BOOST_AUTO_TEST_CASE(refuses_with_the_status_that_fits)
{
    BOOST_TEST(read({{"REQUEST_METHOD", "PUT"}}).error().status == 405);
    BOOST_TEST(read({}).error().status == 405);
    const std::string query(8193, 'x');
    BOOST_TEST(read({{"REQUEST_METHOD", "GET"}, {"QUERY_STRING", query}}).error().status == 414);
    BOOST_TEST(read({{"REQUEST_METHOD", "GET"}, {"QUERY_STRING", "%"}}).error().status == 400);
    BOOST_TEST(read(post(std::string(16385, 'x'))).error().status == 413);
    BOOST_TEST(!read(post(std::string(16385, 'x'))).error().body_is_read);
    auto other = post("a=1");
    other["CONTENT_TYPE"] = "text/plain";
    BOOST_TEST(read(other, "a=1").error().status == 415);
    other = post("a=1");
    other.erase("CONTENT_LENGTH");
    BOOST_TEST(read(other, "a=1").error().status == 400);
}

BOOST_AUTO_TEST_CASE(an_ipv6_address_counts_by_its_network)
{
    BOOST_TEST(counted_address("2001:db8:1:2:3::4") == "20010DB800010002::/64");
    BOOST_TEST(counted_address("nonsense") == "unknown");
}

BOOST_AUTO_TEST_SUITE_END()
