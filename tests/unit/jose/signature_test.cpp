#include "jose/signature.h"

#include "jose/base64url.h"
#include "ossl/key.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::jose;

namespace {

// RFC 7515 A.3: a token that was signed elsewhere, and its key.
constexpr std::string_view signed_part =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
    "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
constexpr std::string_view signature =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
constexpr std::string_view x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
constexpr std::string_view y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

ossl::Key key_of_the_example()
{
    Bytes point = {4};
    for (const std::string_view half : {x, y}) {
        const Bytes bytes = decode_base64url(half).value();
        point.insert(point.end(), bytes.begin(), bytes.end());
    }
    return ossl::ec_public_key(ossl::Curve::p256, point).value();
}

} // namespace

BOOST_AUTO_TEST_SUITE(signature_test)

BOOST_AUTO_TEST_CASE(the_signature_of_rfc_7515_verifies_and_comes_back_from_der)
{
    const Bytes raw = decode_base64url(signature).value();
    const Bytes der = from_jose(Algorithm::es256, raw).value();
    BOOST_TEST(ossl::verifies(key_of_the_example(), scheme_of(Algorithm::es256),
                              bytes_of(signed_part), der));
    BOOST_TEST(to_jose(Algorithm::es256, der).value() == raw);
}

BOOST_AUTO_TEST_CASE(short_numbers_get_their_leading_zeros_back)
{
    Bytes raw(96, 0);
    raw[47] = 1;
    raw[95] = 0xFF;
    const Bytes der = from_jose(Algorithm::es384, raw).value();
    BOOST_TEST(der == (Bytes{0x30, 0x07, 0x02, 0x01, 0x01, 0x02, 0x02, 0x00, 0xFF}));
    BOOST_TEST(to_jose(Algorithm::es384, der).value() == raw);
}

BOOST_AUTO_TEST_CASE(a_signature_of_another_length_is_refused)
{
    for (const std::size_t size : {0U, 63U, 65U, 96U})
        BOOST_TEST((from_jose(Algorithm::es256, Bytes(size, 1)).error().code == Errc::refused));
}

BOOST_AUTO_TEST_CASE(an_rsa_signature_is_the_same_in_both)
{
    const Bytes bytes(256, 7);
    BOOST_TEST(from_jose(Algorithm::ps256, bytes).value() == bytes);
    BOOST_TEST(to_jose(Algorithm::rs512, bytes).value() == bytes);
}

BOOST_AUTO_TEST_SUITE_END()
