#include "jose/provider.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::jose;

namespace {

constexpr std::string_view issuer = "https://login.example.com/realm";

std::string complaint(std::string_view metadata)
{
    return keys_url(metadata, issuer).error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(provider_test)

BOOST_AUTO_TEST_CASE(the_metadata_are_below_the_issuer)
{
    BOOST_TEST(metadata_url(issuer) ==
               "https://login.example.com/realm/.well-known/openid-configuration");
    BOOST_TEST(metadata_url("https://login.example.com/") ==
               "https://login.example.com/.well-known/openid-configuration");
}

BOOST_AUTO_TEST_CASE(reads_the_address_of_the_keys)
{
    BOOST_TEST(keys_url(R"({"issuer":"https://login.example.com/realm","x":[1],)"
                        R"("jwks_uri":"https://keys.example.com/k"})",
                        issuer)
                   .value() == "https://keys.example.com/k");
}

BOOST_AUTO_TEST_CASE(refuses_what_could_bring_other_keys)
{
    BOOST_TEST(complaint("<html>") == "the metadata of the issuer is not a JSON object");
    BOOST_TEST(complaint(R"({"issuer":"https://evil","jwks_uri":"https://k"})") ==
               "the metadata is of the issuer 'https://evil', expected "
               "'https://login.example.com/realm'");
    BOOST_TEST(complaint(R"({"issuer":"https://login.example.com/realm",)"
                         R"("jwks_uri":"http://k"})") ==
               "jwks_uri is 'http://k', expected an https URL");
    BOOST_TEST(complaint(R"({"issuer":"https://login.example.com/realm"})") ==
               "jwks_uri is '', expected an https URL");
    BOOST_TEST(complaint(R"({"issuer":"a","issuer":"https://login.example.com/realm"})") ==
               "the metadata of the issuer has a member twice");
}

BOOST_AUTO_TEST_SUITE_END()
