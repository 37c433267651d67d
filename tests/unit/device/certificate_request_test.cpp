#include "device/certificate_request.h"

#include "ossl/key.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include <openssl/x509.h>

using namespace mdm;
using namespace mdm::device;

namespace {

const std::string digits = "8090C8B484A0E24EB5C56E806CB4EE5B";

const ossl::Key& key()
{
    static const auto made = ossl::make_ec_key(ossl::Curve::p256).value();
    return made;
}

RequestContent content(NameEncoding encoding = NameEncoding::utf8,
                       ossl::Hash hash = ossl::Hash::sha256)
{
    auto content =
        request_content({.id = digits, .enrollment_id = "0F3B8E6C-A271-4556-9B72-A26CBD5E7A11"});
    content.encoding = encoding;
    content.hash = hash;
    return content;
}

struct FreeRequest {
    void operator()(X509_REQ* request) const { X509_REQ_free(request); }
};
using Request = std::unique_ptr<X509_REQ, FreeRequest>;

/// The request, read by OpenSSL.
Request read(const Bytes& der)
{
    const unsigned char* at = der.data();
    Request request(d2i_X509_REQ(nullptr, &at, static_cast<long>(der.size())));
    BOOST_REQUIRE(request);
    BOOST_TEST(at == der.data() + der.size());
    return request;
}

bool contains(const Bytes& der, const std::string& bytes)
{
    return std::search(der.begin(), der.end(), bytes_of(bytes).begin(), bytes_of(bytes).end()) !=
           der.end();
}

} // namespace

BOOST_AUTO_TEST_SUITE(certificate_request_test)

BOOST_AUTO_TEST_CASE(joins_the_head_of_a_guid_and_the_digits)
{
    BOOST_TEST(content().common_name ==
               "0F3B8E6C-A271-4556-9B72-A26CBD!8090C8B484A0E24EB5C56E806CB4EE5B");
}

BOOST_AUTO_TEST_CASE(signs_a_request_of_version_0)
{
    const auto request = read(make_certificate_request(key(), content()).value());
    BOOST_TEST(X509_REQ_get_version(request.get()) == X509_REQ_VERSION_1);
    BOOST_TEST(X509_REQ_verify(request.get(), key().get()) == 1);
    BOOST_TEST(X509_REQ_get_signature_nid(request.get()) == NID_ecdsa_with_SHA256);
}

BOOST_AUTO_TEST_CASE(writes_the_name_as_a_utf8_string)
{
    const auto der = make_certificate_request(key(), content()).value();
    BOOST_TEST(contains(der, "\x0C\x3F" + content().common_name));
}

BOOST_AUTO_TEST_CASE(writes_the_name_as_a_printable_string_that_ends_in_nul)
{
    const auto der =
        make_certificate_request(key(), content(NameEncoding::printable_with_nul)).value();
    BOOST_TEST(contains(der, std::string("\x13\x40") + content().common_name + '\0'));
    BOOST_TEST(X509_REQ_verify(read(der).get(), key().get()) == 1);
}

BOOST_AUTO_TEST_CASE(writes_the_device_id_as_bare_text)
{
    // OID 1.3.6.1.4.1.311.66.1.0, OCTET STRING of 33 bytes.
    const auto der = make_certificate_request(key(), content()).value();
    BOOST_TEST(contains(der, std::string("\x06\x0A\x2B\x06\x01\x04\x01\x82\x37\x42\x01\x00", 12) +
                                 "\x04\x21" + digits + '\0'));
}

BOOST_AUTO_TEST_CASE(asks_for_client_authentication)
{
    // OID 1.3.6.1.5.5.7.3.2.
    const auto der = make_certificate_request(key(), content()).value();
    BOOST_TEST(contains(der, "\x06\x08\x2B\x06\x01\x05\x05\x07\x03\x02"));
}

BOOST_AUTO_TEST_CASE(signs_with_the_hash_of_the_policy)
{
    const auto der = make_certificate_request(key(), content(NameEncoding::utf8, ossl::Hash::sha1));
    BOOST_TEST(X509_REQ_get_signature_nid(read(der.value()).get()) == NID_ecdsa_with_SHA1);
    BOOST_TEST((hash_from("sha384").value() == ossl::Hash::sha384));
    BOOST_TEST(hash_from("md5").error().message == "'md5' is none of sha1, sha256, sha384, sha512");
}

BOOST_AUTO_TEST_CASE(repeats_itself_with_an_rsa_key)
{
    const auto rsa = ossl::make_rsa_key(2048).value();
    BOOST_TEST(make_certificate_request(rsa, content()).value() ==
                   make_certificate_request(rsa, content()).value(),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
