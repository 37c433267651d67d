#include "x509/certificate.h"

#include "vector_fixture.h"
#include "x509/key.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace mdm;
using namespace mdm::x509;

namespace {

Certificate load(const std::string& name)
{
    return parse_pem_certificates(vector_file(name)).value().front();
}

} // namespace

BOOST_AUTO_TEST_SUITE(certificate_test)

BOOST_AUTO_TEST_CASE(reads_what_openssl_wrote)
{
    const Certificate issuing = load("issuing.pem");
    BOOST_TEST(serial_of(issuing) == "C0FFEE00000002");
    BOOST_TEST(subject_of(issuing) == "CN=Test Issuing CA,O=Example\\, Inc.");
    BOOST_TEST(issuing.authority);
    BOOST_TEST(issuing.path_length == 0);
    BOOST_TEST(issuing.may_sign_certificates);
    BOOST_TEST(issuing.subject_key_identifier.size() == 20U);
    BOOST_TEST((issuing.not_after - issuing.not_before == std::chrono::days{8000}));

    const Certificate leaf = load("leaf.pem");
    BOOST_TEST(serial_of(leaf) == "03");
    BOOST_TEST(!leaf.authority);
    BOOST_TEST(!leaf.may_sign_certificates);
}

BOOST_AUTO_TEST_CASE(reads_a_time_after_2049)
{
    const Certificate root = load("root.pem");
    BOOST_TEST((root.not_after - root.not_before == std::chrono::days{36500}));
    BOOST_TEST(subject_of(root) == "CN=Test Root,DC=example,DC=com");
    BOOST_TEST(root.path_length == 1);
}

BOOST_AUTO_TEST_CASE(knows_who_issued_what)
{
    const Certificate root = load("root.pem");
    const Certificate issuing = load("issuing.pem");
    const Certificate leaf = load("leaf.pem");
    BOOST_TEST(is_issued_by(leaf, issuing));
    BOOST_TEST(is_issued_by(issuing, root));
    BOOST_TEST(is_issued_by(root, root));
    BOOST_TEST(!is_issued_by(leaf, root));
    BOOST_TEST(!is_issued_by(issuing, leaf));
    BOOST_TEST(is_self_signed(root));
    BOOST_TEST(!is_self_signed(issuing));
    for (const auto* const curve : {"p256.pem", "p384.pem", "p521.pem"})
        BOOST_TEST(is_self_signed(load(curve)));
}

BOOST_AUTO_TEST_CASE(a_flipped_bit_breaks_the_signature)
{
    Bytes der = load("leaf.pem").der;
    der.back() ^= 1;
    BOOST_TEST(!is_issued_by(parse_certificate(der).value(), load("issuing.pem")));
}

BOOST_AUTO_TEST_CASE(knows_its_key)
{
    const auto device = parse_private_key(Secret(vector_file("device.key"))).value();
    BOOST_TEST(matches(load("leaf.pem"), device));
    BOOST_TEST(!matches(load("root.pem"), device));
}

BOOST_AUTO_TEST_CASE(pem_comes_back_as_openssl_wrote_it)
{
    BOOST_TEST(to_pem(load("leaf.pem").der) == vector_file("leaf.pem"));
}

BOOST_AUTO_TEST_CASE(reads_several_certificates_among_other_blocks)
{
    const auto all = parse_pem_certificates("text\n" + vector_file("issuing.pem") +
                                            vector_file("device.key") + vector_file("root.pem"));
    BOOST_REQUIRE(all.value().size() == 2U);
    BOOST_TEST(is_issued_by(all.value()[0], all.value()[1]));
}

BOOST_AUTO_TEST_CASE(a_thumbprint_is_sha1_in_upper_case)
{
    BOOST_TEST(thumbprint(bytes_of("abc")) == "A9993E364706816ABA3E25717850C26C9CD0D89D");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_exactly_one_certificate)
{
    Bytes der = load("leaf.pem").der;
    der.push_back(0);
    const auto trailing = parse_certificate(der);
    BOOST_TEST(trailing.error().message == "bytes after the certificate");
    BOOST_TEST(trailing.error().spec == "RFC 5280 4.1");
    der.resize(der.size() - 2);
    BOOST_TEST(parse_certificate(der).error().message == "the certificate is cut short");
    BOOST_TEST(parse_certificate({}).error().message == "the certificate is missing");
    BOOST_TEST(parse_certificate(vector_bytes("request-rsa.der")).error().message ==
               "the certificate: the two signature algorithms differ");
    BOOST_TEST(parse_pem_certificates("text").error().message == "no PEM certificate");
    BOOST_TEST(parse_pem_certificates(vector_file("device.key")).error().message ==
               "no PEM certificate");
}

BOOST_AUTO_TEST_CASE(a_file_is_pem_or_der)
{
    const Bytes der = load("leaf.pem").der;
    BOOST_TEST((parse_certificate_file(vector_file("leaf.pem")).value().front().der == der));
    const auto read = parse_certificate_file(text_of(der)).value();
    BOOST_TEST(read.size() == 1U);
    BOOST_TEST((read.front().der == der));
    BOOST_TEST(parse_certificate_file("0").error().message == "the certificate is cut short");
    BOOST_TEST(parse_certificate_file("").error().message == "no PEM certificate");
}

BOOST_AUTO_TEST_CASE(refuses_an_extension_that_occurs_twice)
{
    const auto twice = parse_certificate(vector_bytes("certificate-same-extension-twice.der"));
    BOOST_TEST(twice.error().message == "the certificate: extension 2.5.29.19 occurs twice");
    BOOST_TEST((twice.error().code == Errc::malformed));
}

BOOST_AUTO_TEST_CASE(refuses_a_broken_extension)
{
    Bytes der = load("root.pem").der;
    const Bytes constraints = parse_hex("0101FF020101").value(); // cA and pathLenConstraint
    const auto at =
        std::search(der.begin(), der.end(), constraints.begin(), constraints.end()) - der.begin();
    const auto offset = static_cast<std::size_t>(at);
    BOOST_REQUIRE(offset < der.size());
    der[offset + 1] = 0x7F;
    BOOST_TEST(parse_certificate(der).error().message == "the certificate: cA is cut short");
    der[offset + 1] = 1;
    der[offset + 5] = 0x80;
    BOOST_TEST(parse_certificate(der).error().message ==
               "the certificate: pathLenConstraint is out of range");
}

BOOST_AUTO_TEST_CASE(no_prefix_of_a_certificate_is_one)
{
    const Bytes der = load("leaf.pem").der;
    for (std::size_t size = 0; size < der.size(); ++size)
        BOOST_REQUIRE(!parse_certificate(ByteView(der).first(size)));
}

BOOST_AUTO_TEST_SUITE_END()
