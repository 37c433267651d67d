#include "service/mint.h"

#include "core/base64.h"
#include "core/file.h"

#include <boost/test/unit_test.hpp>

#include <unistd.h>

using namespace mdm;

namespace {

const Time now = parse_time("2026-11-24T08:00:00Z").value();

config::Settings settings_with(const std::string& federated)
{
    return config::parse("[service]\nenrollment_url = 'https://enroll.example.com/e'\n" + federated,
                         "")
        .value();
}

std::string claims_of(const config::Settings& settings)
{
    const auto token =
        service::mint_token(settings, {"onpremise", "alice", {"staff"}}, now, "id-1").value();
    const std::string& text = token.reveal();
    const auto from = text.find('.') + 1;
    const auto claims = decode_base64(text.substr(from, text.rfind('.') - from)).value();
    return std::string(text_of(claims));
}

/// A key file of mode 0600 that goes with the tests.
struct KeyFile {
    KeyFile()
    {
        const auto pem = read_file(std::string(MDM_VECTORS) + "/x509/p256.key").value();
        BOOST_REQUIRE(replace_file(path, bytes_of(pem), 0600));
    }
    ~KeyFile() { ::unlink(path.c_str()); }
    [[nodiscard]] std::string setting() const { return "[federated]\nkey_file = '" + path + "'\n"; }
    std::string path = "/tmp/mint_test_" + std::to_string(::getpid());
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(mint_test, KeyFile)

BOOST_AUTO_TEST_CASE(a_token_is_for_this_service_by_itself)
{
    BOOST_TEST(claims_of(settings_with(setting())) ==
               R"({"iss":"https://enroll.example.com/e","aud":"https://enroll.example.com/e",)"
               R"("sub":"alice","upn":"alice","jti":"id-1","iat":1795507200,"nbf":1795507200,)"
               R"("exp":1795507800,"groups":["staff"]})");
}

BOOST_AUTO_TEST_CASE(issuer_audience_and_lifetime_are_settings)
{
    const auto claims = claims_of(
        settings_with(setting() + "issuer = 'login'\naudience = 'enroll'\nlifetime_minutes = 1\n"));
    BOOST_TEST(claims.starts_with(R"({"iss":"login","aud":"enroll",)"));
    BOOST_TEST(claims.find(R"("exp":1795507260)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(names_what_is_not_configured)
{
    const auto without_key = service::mint_token(settings_with(""), {"", "alice"}, now, "id-1");
    BOOST_TEST(without_key.error().message == "[federated] key_file is not configured");
    const auto without_url =
        service::mint_token(config::parse(setting(), "").value(), {"", "alice"}, now, "id-1");
    BOOST_TEST(without_url.error().message == "[service] enrollment_url is not configured");
}

BOOST_AUTO_TEST_SUITE_END()
