#include "config/settings.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::config;

namespace {

Certificate read(const std::string& text)
{
    return parse("[certificate]\n" + text, "/etc/mdm").value().certificate;
}

std::string complaint(const std::string& text)
{
    const auto settings = parse("[certificate]\n" + text, "");
    return settings ? "" : settings.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(certificate_test)

BOOST_AUTO_TEST_CASE(nothing_configured_trusts_nobody)
{
    const auto certificate = parse("", "").value().certificate;
    BOOST_TEST(certificate.anchors.empty());
    BOOST_TEST(!certificate.authorities_from_message);
    BOOST_TEST(certificate.extended_key_usages == std::vector<std::string>{"1.3.6.1.5.5.7.3.2"});
    BOOST_TEST(certificate.user == std::vector<std::string>{"upn"});
    BOOST_TEST(require(certificate).error().message == "[certificate] anchors is not configured");
}

BOOST_AUTO_TEST_CASE(every_key_is_read)
{
    const auto certificate = read("anchors = 'ca.pem'\n"
                                  "intermediates = '/srv/sub.pem'\n"
                                  "authorities_from_message = true\n"
                                  "revocation_lists = ['a.crl', '/srv/b.crl']\n"
                                  "extended_key_usages = ['1.2.3', '1.2.4']\n"
                                  "user = ['email', 'cn']\n"
                                  "window_minutes = 3\n"
                                  "clock_skew_seconds = 0\n"
                                  "command = 'check'\n"
                                  "time_limit_seconds = 5\n");
    BOOST_TEST(certificate.anchors == "/etc/mdm/ca.pem");
    BOOST_TEST(certificate.intermediates == "/srv/sub.pem");
    BOOST_TEST(certificate.authorities_from_message);
    BOOST_TEST(certificate.revocation_lists ==
               (std::vector<std::string>{"/etc/mdm/a.crl", "/srv/b.crl"}));
    BOOST_TEST(certificate.extended_key_usages == (std::vector<std::string>{"1.2.3", "1.2.4"}));
    BOOST_TEST(certificate.user == (std::vector<std::string>{"email", "cn"}));
    BOOST_TEST(certificate.window.count() == 3);
    BOOST_TEST(certificate.clock_skew.count() == 0);
    BOOST_TEST(certificate.command == "/etc/mdm/check");
    BOOST_TEST(certificate.time_limit.count() == 5);
    BOOST_TEST(require(certificate).has_value());
}

BOOST_AUTO_TEST_CASE(what_would_let_anybody_in_is_wrong)
{
    BOOST_TEST(complaint("extended_key_usages = []\n") ==
               "line 2: [certificate] extended_key_usages must be one OID at least");
    BOOST_TEST(complaint("user = []\n") ==
               "line 2: [certificate] user must be an array of \"upn\", \"email\", \"cn\"");
    BOOST_TEST(complaint("user = ['dns']\n") ==
               "line 2: [certificate] user must be an array of \"upn\", \"email\", \"cn\"");
    BOOST_TEST(complaint("clock_skew_seconds = 3601\n") ==
               "line 2: [certificate] clock_skew_seconds must be a whole number from 0 to 3600");
    BOOST_TEST(complaint("anchor = 'ca.pem'\n") != "");
}

BOOST_AUTO_TEST_SUITE_END()
