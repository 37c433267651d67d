#include "pkcs7/sign.h"

#include "core/file.h"
#include "pkcs7/signed_data.h"
#include "x509/certificate.h"
#include "x509/key.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

namespace {

std::string file(const std::string& name)
{
    return read_file(std::string(MDM_VECTORS) + "/x509/" + name).value();
}

ossl::Key key(const std::string& name)
{
    return x509::parse_private_key(Secret(file(name))).value();
}

Bytes leaf()
{
    return x509::parse_pem_certificates(file("leaf.pem")).value().front().der;
}

const std::string request = "a request";
const Time now = parse_time("2026-11-23T08:15:42Z").value();

} // namespace

BOOST_AUTO_TEST_SUITE(sign_test)

BOOST_AUTO_TEST_CASE(writes_what_verifies)
{
    for (const auto hash : {ossl::Hash::sha256, ossl::Hash::sha384, ossl::Hash::sha1}) {
        const auto der = pkcs7::sign(bytes_of(request), leaf(), key("device.key"), hash, now);
        const auto message = pkcs7::SignedData::parse(der.value()).value();
        BOOST_TEST((message.signer_certificate() == leaf()));
        BOOST_TEST(text_of(message.verify(true).value()) == request);
    }
}

BOOST_AUTO_TEST_CASE(writes_the_same_for_the_same)
{
    const auto once = [] {
        return pkcs7::sign(bytes_of(request), leaf(), key("device.key"), ossl::Hash::sha256, now)
            .value();
    };
    BOOST_TEST((once() == once()));
}

BOOST_AUTO_TEST_CASE(refuses_the_key_of_another_certificate)
{
    const auto signed_data =
        pkcs7::sign(bytes_of(request), leaf(), key("issuing.key"), ossl::Hash::sha256, now);
    BOOST_TEST((signed_data.error().code == Errc::refused));
    BOOST_TEST(signed_data.error().message.starts_with("the key is not the certificate's"));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_certificate)
{
    const Bytes none(10);
    const auto signed_data =
        pkcs7::sign(bytes_of(request), none, key("device.key"), ossl::Hash::sha256, now);
    BOOST_TEST((signed_data.error().code == Errc::malformed));
}

BOOST_AUTO_TEST_SUITE_END()
