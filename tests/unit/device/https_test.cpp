#include "device/https.h"

#include <boost/test/unit_test.hpp>

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

BOOST_AUTO_TEST_SUITE_END()
