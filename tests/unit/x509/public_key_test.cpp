#include "x509/public_key.h"

#include "vector_fixture.h"
#include "x509/certificate.h"
#include "x509/key.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::x509;

namespace {

Bytes info_of(const std::string& certificate)
{
    return parse_pem_certificates(vector_file(certificate)).value().front().public_key_info;
}

} // namespace

BOOST_AUTO_TEST_SUITE(public_key_test)

BOOST_AUTO_TEST_CASE(names_the_keys_of_openssl)
{
    BOOST_TEST(name_of(parse_public_key_info(info_of("root.pem")).value()) == "RSA 2048");
    BOOST_TEST(name_of(parse_public_key_info(info_of("p256.pem")).value()) == "EC P-256");
    BOOST_TEST(name_of(parse_public_key_info(info_of("p384.pem")).value()) == "EC P-384");
    BOOST_TEST(name_of(parse_public_key_info(info_of("p521.pem")).value()) == "EC P-521");
}

BOOST_AUTO_TEST_CASE(a_key_is_written_as_openssl_writes_it)
{
    for (const std::string name : {"root", "p256", "p384", "p521"}) {
        const auto key = parse_private_key(Secret(vector_file(name + ".key"))).value();
        BOOST_TEST(public_key_info(key).value() == info_of(name + ".pem"));
        const Bytes info = info_of(name + ".pem");
        const auto again = to_key(parse_public_key_info(info).value()).value();
        BOOST_TEST(public_key_info(again).value() == info);
    }
}

BOOST_AUTO_TEST_CASE(refuses_bytes_after_the_key_and_a_key_cut_short)
{
    Bytes info = info_of("root.pem");
    info.push_back(0);
    BOOST_TEST(parse_public_key_info(info).error().message ==
               "the public key is followed by bytes that do not belong there");
    info.resize(info.size() - 2);
    BOOST_TEST(parse_public_key_info(info).error().message == "the public key is cut short");
}

BOOST_AUTO_TEST_SUITE_END()
