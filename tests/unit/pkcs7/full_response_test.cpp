#include "pkcs7/full_response.h"

#include "core/file.h"
#include "pkcs7/signed_data.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

namespace {

std::string file(const std::string& name)
{
    return read_file(std::string(MDM_VECTORS) + "/x509/" + name).value();
}

x509::Issuer issuer()
{
    return x509::parse_issuer(file("issuing.pem"), Secret(file("issuing.key")), file("root.pem"))
        .value();
}

Bytes leaf()
{
    return x509::parse_pem_certificates(file("leaf.pem")).value().front().der;
}

const Time now = parse_time("2026-11-23T08:15:42Z").value();

} // namespace

BOOST_AUTO_TEST_SUITE(full_response_test)

// What OpenSSL makes of it, signature, attributes and content, is tested in cases/mdm-provision.

BOOST_AUTO_TEST_CASE(is_signed_by_the_authority_around_one_status)
{
    const auto der = pkcs7::full_response(leaf(), issuer(), now).value();
    const auto message = pkcs7::SignedData::parse(der).value();
    BOOST_TEST((message.signer_certificate() == issuer().certificate.der));
    // SEQUENCE { SEQUENCE { SEQUENCE { 1, id-cmc-statusInfo, SET { SEQUENCE { 0, SEQUENCE {},
    // "Issued" } } } }, SEQUENCE {}, SEQUENCE {} }
    BOOST_TEST(to_hex(message.verify(false).value()) == "30263020301E02010106082B06010505070701310F"
                                                        "300D02010030000C0649737375656430003000");
}

BOOST_AUTO_TEST_CASE(is_the_same_for_the_same)
{
    const auto once = [] { return pkcs7::full_response(leaf(), issuer(), now).value(); };
    BOOST_TEST((once() == once()));
}

BOOST_AUTO_TEST_SUITE_END()
