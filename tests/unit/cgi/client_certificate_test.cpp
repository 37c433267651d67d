#include "cgi/client_certificate.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

namespace {

Result<std::optional<std::string>> passed(const std::optional<std::string>& verdict,
                                          const std::optional<std::string>& certificate)
{
    return cgi::client_certificate([&](std::string_view name) {
        return name == "SSL_CLIENT_VERIFY" ? verdict
               : name == "SSL_CLIENT_CERT" ? certificate
                                           : std::nullopt;
    });
}

std::string complaint(const std::string& verdict, const std::string& certificate)
{
    return passed(verdict, certificate).error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(client_certificate_test)

BOOST_AUTO_TEST_CASE(takes_pem_as_it_is_indented_and_escaped)
{
    BOOST_TEST(passed("SUCCESS", "-----A\nMAA=\n").value().value() == "-----A\nMAA=\n");
    BOOST_TEST(passed("SUCCESS", "-----A\n\tMAA=\n").value().value() == "-----A\nMAA=\n");
    BOOST_TEST(passed("SUCCESS", "-----A%20B%0AM%2Fa%3D").value().value() == "-----A B\nM/a=");
}

BOOST_AUTO_TEST_CASE(none_is_none)
{
    BOOST_TEST(!passed(std::nullopt, std::nullopt).value().has_value());
    BOOST_TEST(!passed("NONE", "").value().has_value());
    BOOST_TEST(!passed("", "\n").value().has_value());
}

BOOST_AUTO_TEST_CASE(one_without_success_is_no_good_one)
{
    const std::string why = "the web server does not vouch for the TLS client certificate: ";
    BOOST_TEST(complaint("FAILED:expired", "x") == why + "FAILED:expired");
    BOOST_TEST(complaint("FAILED", "") == why + "FAILED");
    BOOST_TEST(complaint("success", "x") == why + "success");
    BOOST_TEST(complaint("NONE", "x") == why + "it says nothing of it");
    BOOST_TEST(complaint("", "x") == why + "it says nothing of it");
    BOOST_TEST(complaint("SUCCESS", "").starts_with("SSL_CLIENT_VERIFY is SUCCESS and"));
    for (const char* broken : {"%", "%4", "%4x", "a%zz"})
        BOOST_TEST(complaint("SUCCESS", broken) == "SSL_CLIENT_CERT has a broken percent-escape");
}

BOOST_AUTO_TEST_SUITE_END()
