#include "jose/signing_key.h"

#include "jose/signature.h"
#include "key_fixture.h"

#include <algorithm>

#include <boost/test/unit_test.hpp>

#include <unistd.h>

using namespace mdm;
using namespace mdm::jose;

namespace {

/// A file in the temporary folder that goes with the test.
struct TemporaryFile {
    TemporaryFile(std::string_view content, mode_t mode)
    {
        BOOST_REQUIRE(replace_file(path, bytes_of(content), mode));
    }
    ~TemporaryFile() { ::unlink(path.c_str()); }
    std::string path = "/tmp/signing_key_test_" + std::to_string(::getpid());
};

} // namespace

BOOST_AUTO_TEST_SUITE(signing_key_test)

// Thumbprints and coordinates as openssl(1) and sha256 tell them of the same files.
BOOST_AUTO_TEST_CASE(the_id_of_a_key_is_the_thumbprint_of_its_public_half)
{
    BOOST_TEST(signing_key("device.key").id == "I78Bu6k2GhSRYXno3GTaCAGEoX4E7z9rh3BvqGL-40o");
    BOOST_TEST(signing_key("p256.key").id == "lnmmhZOIwow7jYKHxbROyGQr3hnKlldbM4Hnb2eHiJA");
    BOOST_TEST(signing_key("p384.key").id == "2livFwBEucIOLrzd2ZQVcCrhxfx77HtMqcUQWsra7hw");
    BOOST_TEST(signing_key("p521.key").id == "SlphvcJFcUbrJln8b9qBhk1DirJ44U8-c7fYGJpYsXQ");
}

BOOST_AUTO_TEST_CASE(the_key_decides_on_the_algorithm)
{
    BOOST_TEST(name_of(signing_key("device.key").algorithm) == "RS256");
    BOOST_TEST(name_of(signing_key("p256.key").algorithm) == "ES256");
    BOOST_TEST(name_of(signing_key("p384.key").algorithm) == "ES384");
    BOOST_TEST(name_of(signing_key("p521.key").algorithm) == "ES512");
}

BOOST_AUTO_TEST_CASE(a_small_rsa_key_signs_no_token)
{
    const auto key = signing_key_from(vector_key("small.key"));
    BOOST_TEST(key.error().message == "an RSA key of 1024 bits; at least 2048 were expected");
    BOOST_TEST((key.error().code == Errc::refused));
}

BOOST_AUTO_TEST_CASE(shows_the_public_half_as_a_jwk)
{
    BOOST_TEST(public_jwk(signing_key("p256.key")).value() ==
               R"({"crv":"P-256","kty":"EC","x":"cd9eZA6CKmP-J8DQQ3aBYjr9Yxqn9E3w4bvHBGMBTmI",)"
               R"("y":"XL7QXt7Z-s2wQXdLOI7BPidT-3gy5Fo_BvdIT2uyB2Y",)"
               R"("kid":"lnmmhZOIwow7jYKHxbROyGQr3hnKlldbM4Hnb2eHiJA","use":"sig","alg":"ES256"})");
    const auto rsa = public_jwk(signing_key("device.key")).value();
    BOOST_TEST(rsa.starts_with(R"({"e":"AQAB","kty":"RSA","n":"ud6lyQ-UDloqbqlG_BBFLTRLaq8A)"));
    BOOST_TEST(rsa.ends_with(R"("use":"sig","alg":"RS256"})"));
}

BOOST_AUTO_TEST_CASE(a_signed_payload_has_three_parts_and_a_header_that_names_the_key)
{
    const auto token = sign(signing_key("p256.key"), R"({"a":1})").value();
    BOOST_TEST(std::count(token.reveal().begin(), token.reveal().end(), '.') == 2);
    BOOST_TEST(
        part_of(token, 0) ==
        R"({"alg":"ES256","typ":"JWT","kid":"lnmmhZOIwow7jYKHxbROyGQr3hnKlldbM4Hnb2eHiJA"})");
    BOOST_TEST(part_of(token, 1) == R"({"a":1})");
}

BOOST_AUTO_TEST_CASE(the_signature_covers_header_and_payload_with_every_kind_of_key)
{
    for (const std::string name : {"device.key", "p256.key", "p384.key", "p521.key"}) {
        const auto key = signing_key(name);
        const std::string token = sign(key, R"({"a":1})").value().reveal();
        const auto dot = token.rfind('.');
        const auto raw = decode_base64url(token.substr(dot + 1)).value();
        const auto signature = from_jose(key.algorithm, raw).value();
        BOOST_TEST(ossl::verifies(key.key, scheme_of(key.algorithm), bytes_of(token.substr(0, dot)),
                                  signature));
    }
}

BOOST_AUTO_TEST_CASE(reads_a_key_file_that_belongs_to_its_owner_alone)
{
    const auto pem = read_file(std::string(MDM_VECTORS) + "/x509/p256.key").value();
    {
        const TemporaryFile file(pem, 0600);
        BOOST_TEST(load_signing_key(file.path).value().id == signing_key("p256.key").id);
    }
    {
        const TemporaryFile file(pem, 0640);
        const auto refused = load_signing_key(file.path);
        BOOST_TEST((refused.error().code == Errc::environment));
        BOOST_TEST(refused.error().message.starts_with(file.path));
    }
    const TemporaryFile file("nothing", 0600);
    BOOST_TEST(load_signing_key(file.path).error().message == file.path + ": no PEM private key");
}

BOOST_AUTO_TEST_SUITE_END()
