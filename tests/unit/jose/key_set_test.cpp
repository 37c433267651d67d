#include "jose/key_set.h"

#include "key_fixture.h"
#include "token_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::jose;

namespace {

std::string complaint(const std::string& json)
{
    const auto set = parse_key_set(json);
    BOOST_TEST((set.error().code == Errc::malformed));
    return set.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(key_set_test)

BOOST_AUTO_TEST_CASE(reads_the_keys_that_can_verify_each_with_one_algorithm)
{
    const auto set = jose_set("set.json");
    std::string found;
    for (const auto& key : set.keys)
        found += key.id + " " + std::string(name_of(key.algorithm)) + "\n";
    BOOST_TEST(found == "rsa RS256\nrsa-384 RS384\nrsa-512 RS512\npss PS256\n"
                        "p256 ES256\np384 ES384\np521 ES512\n");
}

BOOST_AUTO_TEST_CASE(leaves_out_the_others_and_says_why)
{
    const auto set = jose_set("set.json");
    const std::vector<std::string> expected = {
        "key 8 (kid 'small'): an RSA key of 1024 bits; at least 2048 were expected",
        "key 9 (kid 'shared'): the type 'oct' is neither RSA nor EC",
        "key 10 (kid 'encrypts'): it is for the use 'enc'",
        "key 11 (kid 'signs'): its key_ops do not have 'verify'",
        "key 12 (kid 'odd'): a key of type EC P-256 is not for RS256",
        "key 13 (kid 'k'): the curve 'secp256k1' is not known"};
    BOOST_TEST(set.left_out == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_set_without_a_usable_key_is_none)
{
    BOOST_TEST(complaint(R"({"keys":[]})") == "a JWK set without a usable key");
    BOOST_TEST(complaint(R"({"keys":[{"kty":"oct","k":"AAAA"}]})") ==
               "a JWK set without a usable key: key 1: the type 'oct' is neither RSA nor EC");
    BOOST_TEST(complaint(R"({"keys":[7]})") ==
               "a JWK set without a usable key: key 1: not an object");
    BOOST_TEST(complaint(R"({"keys":[{"kty":"RSA","e":"AQAB"}]})") ==
               "a JWK set without a usable key: key 1: the key has no 'n'");
    BOOST_TEST(complaint(R"({"keys":[{"kty":"RSA","n":"AQ==","e":"AQAB"}]})") ==
               "a JWK set without a usable key: key 1: n: not base64url: a character outside the "
               "alphabet");
}

BOOST_AUTO_TEST_CASE(what_is_no_set_is_malformed)
{
    BOOST_TEST(complaint("") == "the JWK set is not a JSON object");
    BOOST_TEST(complaint("[]") == "the JWK set is not a JSON object");
    BOOST_TEST(complaint(jose_file("single.json") + "x") == "the JWK set is not a JSON object");
    BOOST_TEST(complaint(R"({"keys":{}})") ==
               "not a JWK set: it must have an array 'keys' of at most 1000");
    BOOST_TEST(complaint(R"({"keys":[],"keys":[]})") == "the JWK set has a member twice");
    BOOST_TEST(complaint(std::string(key_set_limit + 1, ' ')) == "a JWK set of more than 1 MiB");
}

BOOST_AUTO_TEST_CASE(two_keys_of_one_name_are_refused)
{
    const std::string one = jose_file("single.json");
    const std::string key = one.substr(9, one.rfind("]") - 9);
    BOOST_TEST(complaint(R"({"keys":[)" + key + "," + key + "]}") ==
               "two keys with the kid 'only'");
}

BOOST_AUTO_TEST_CASE(a_point_off_its_curve_is_no_key)
{
    const std::string x(43, 'A');
    BOOST_TEST(complaint(R"({"keys":[{"kty":"EC","crv":"P-256","x":")" + x + R"(","y":")" + x +
                         R"("}]})") ==
               "a JWK set without a usable key: key 1: the public key is not a point on its curve");
}

BOOST_AUTO_TEST_CASE(the_set_of_our_own_key_is_its_public_half)
{
    const auto key = signing_key("p256.key");
    const auto written = parse_key_set(R"({"keys":[)" + public_jwk(key).value() + "]}").value();
    const auto made = key_set_of(key).value();
    BOOST_TEST(written.keys.front().info == made.keys.front().info);
    BOOST_TEST(written.keys.front().id == made.keys.front().id);
}

BOOST_AUTO_TEST_SUITE_END()
