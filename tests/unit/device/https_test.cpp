#include "device/https.h"

#include <boost/test/unit_test.hpp>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace mdm;
using namespace mdm::device;

// A server with TLS is for the end-to-end tests; here is what needs none.

namespace {

TransportFailure failure(const std::string& url)
{
    const auto transport = https_transport({.connect_timeout = std::chrono::seconds(2)}).value();
    const auto answer = transport({.url = url});
    BOOST_REQUIRE(!answer);
    return answer.error();
}

} // namespace

BOOST_AUTO_TEST_SUITE(https_test)

BOOST_AUTO_TEST_CASE(shows_a_lost_connection_as_devices_do)
{
    const auto refused = failure("https://127.0.0.1:1/");
    BOOST_TEST((refused.error.code == Errc::environment));
    BOOST_TEST(refused.error.message.starts_with("no answer: "));
    BOOST_TEST(refused.hresult == 0x80180010);
}

BOOST_AUTO_TEST_CASE(speaks_https_alone)
{
    for (const char* url : {"http://127.0.0.1:1/", "file:///etc/hostname", "ftp://127.0.0.1:1/"})
        BOOST_TEST((failure(url).error.code == Errc::malformed), url);
}

BOOST_AUTO_TEST_CASE(gives_up_when_it_is_told_so)
{
    // It takes connections, and says nothing.
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const name = reinterpret_cast<sockaddr*>(&address);
    BOOST_REQUIRE(::bind(listener, name, size) == 0);
    BOOST_REQUIRE(::listen(listener, 1) == 0);
    BOOST_REQUIRE(::getsockname(listener, name, &size) == 0);
    const auto transport = https_transport({.give_up = [] { return true; }}).value();
    const auto begin = std::chrono::steady_clock::now();
    const auto answer =
        transport({.url = "https://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/"});
    ::close(listener);
    BOOST_REQUIRE(!answer);
    BOOST_TEST(answer.error().error.message == "no answer: it was not waited for any longer");
    BOOST_TEST((answer.error().error.code == Errc::environment));
    BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(30)));
}

BOOST_AUTO_TEST_SUITE_END()
