#include "ossl/signature.h"

#include "ossl/key.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using ossl::Hash;

namespace {

Bytes signature_of(const ossl::Key& key, Hash hash, std::string_view text)
{
    const auto signer = ossl::Signer::make(key, hash);
    return signer.value().sign(bytes_of(text)).value();
}

} // namespace

BOOST_AUTO_TEST_SUITE(signature_test)

BOOST_AUTO_TEST_CASE(what_a_key_signs_its_public_half_verifies)
{
    const auto pair = ossl::make_rsa_key(2048).value();
    const auto numbers = ossl::rsa_public_of(pair).value();
    const auto key = ossl::rsa_public_key(numbers.modulus, numbers.exponent).value();
    for (const Hash hash : {Hash::sha1, Hash::sha256, Hash::sha384, Hash::sha512}) {
        const Bytes signature = signature_of(pair, hash, "text");
        BOOST_TEST(signature.size() == 256U);
        BOOST_TEST(ossl::verifies(key, {hash}, bytes_of("text"), signature));
        BOOST_TEST(!ossl::verifies(key, {hash}, bytes_of("texT"), signature));
        BOOST_TEST(!ossl::verifies(key, {hash, 32}, bytes_of("text"), signature));
    }
}

BOOST_AUTO_TEST_CASE(the_numbers_of_an_rsa_key_verify_what_the_key_does)
{
    const auto pair = ossl::make_rsa_key(2048).value();
    const auto [modulus, exponent] = ossl::rsa_public_of(pair).value();
    for (const Hash hash : {Hash::sha1, Hash::sha256, Hash::sha384, Hash::sha512}) {
        Bytes signature = signature_of(pair, hash, "text");
        const Hash other = hash == Hash::sha256 ? Hash::sha384 : Hash::sha256;
        BOOST_TEST(ossl::rsa_verifies(modulus, exponent, hash, bytes_of("text"), signature));
        BOOST_TEST(!ossl::rsa_verifies(modulus, exponent, hash, bytes_of("texT"), signature));
        BOOST_TEST(!ossl::rsa_verifies(modulus, exponent, other, bytes_of("text"), signature));
        BOOST_TEST(!ossl::rsa_verifies(modulus, Bytes{3}, hash, bytes_of("text"), signature));
        signature.pop_back();
        BOOST_TEST(!ossl::rsa_verifies(modulus, exponent, hash, bytes_of("text"), signature));
        BOOST_TEST(!ossl::rsa_verifies(modulus, exponent, hash, bytes_of("text"), {}));
    }
    BOOST_TEST(!ossl::rsa_verifies({}, {}, Hash::sha256, bytes_of("text"), Bytes(256, 1)));
}

BOOST_AUTO_TEST_CASE(one_signer_signs_many_messages_on_every_curve)
{
    for (const auto curve : {ossl::Curve::p256, ossl::Curve::p384, ossl::Curve::p521}) {
        const auto pair = ossl::make_ec_key(curve).value();
        const auto point = ossl::ec_point_of(pair).value();
        BOOST_TEST(point.size() == 1 + 2 * ossl::coordinate_size(curve));
        const auto key = ossl::ec_public_key(curve, point).value();
        const auto signer = ossl::Signer::make(pair, Hash::sha256).value();
        for (const std::string_view text : {"one", "two", ""}) {
            const auto signature = signer.sign(bytes_of(text)).value();
            BOOST_TEST(ossl::verifies(key, {Hash::sha256}, bytes_of(text), signature));
            BOOST_TEST(!ossl::verifies(key, {Hash::sha384}, bytes_of(text), signature));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_public_key_cannot_sign)
{
    const auto pair = ossl::make_rsa_key(2048).value();
    const auto numbers = ossl::rsa_public_of(pair).value();
    const auto key = ossl::rsa_public_key(numbers.modulus, numbers.exponent).value();
    const auto signer = ossl::Signer::make(key, Hash::sha256).value();
    const auto refused = signer.sign(bytes_of("text"));
    BOOST_REQUIRE(!refused);
    BOOST_TEST((refused.error().code == Errc::environment));
    BOOST_TEST(refused.error().message.starts_with("cannot sign: "));
}

BOOST_AUTO_TEST_CASE(refuses_a_point_that_is_not_on_its_curve)
{
    Bytes point(65, 1);
    point[0] = 4;
    const auto key = ossl::ec_public_key(ossl::Curve::p256, point);
    BOOST_REQUIRE(!key);
    BOOST_TEST((key.error().code == Errc::malformed));
}

BOOST_AUTO_TEST_SUITE_END()
