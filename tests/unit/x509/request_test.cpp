#include "x509/request.h"

#include "vector_fixture.h"
#include "x509/public_key.h"

#include <boost/test/unit_test.hpp>

#include <openssl/x509.h>

using namespace mdm;
using namespace mdm::x509;

namespace {

Result<Request> parse(const std::string& name, const KeyRules& rules = {})
{
    return parse_request(vector_bytes("request-" + name + ".der"), rules);
}

/// The message, behind what stands before all of them.
std::string message_of(const Error& error)
{
    const std::string_view prefix = "the certificate request: ";
    return error.message.starts_with(prefix) ? error.message.substr(prefix.size()) : error.message;
}

std::string malformed(const std::string& name, const KeyRules& rules = {})
{
    const auto request = parse(name, rules);
    BOOST_TEST((!request && request.error().code == Errc::malformed), name);
    return request ? "read" : message_of(request.error());
}

std::string refused(const std::string& name, const KeyRules& rules = {})
{
    const auto request = parse(name, rules);
    BOOST_TEST((!request && request.error().code == Errc::refused), name);
    return request ? "read" : message_of(request.error());
}

/// The SubjectPublicKeyInfo as OpenSSL reads it.
Bytes info_by_openssl(const std::string& name)
{
    const Bytes der = vector_bytes("request-" + name + ".der");
    const unsigned char* at = der.data();
    X509_REQ* request = d2i_X509_REQ(nullptr, &at, static_cast<long>(der.size()));
    unsigned char* out = nullptr;
    const int size = i2d_X509_PUBKEY(X509_REQ_get_X509_PUBKEY(request), &out);
    Bytes info(out, out + size);
    OPENSSL_free(out);
    X509_REQ_free(request);
    return info;
}

} // namespace

BOOST_AUTO_TEST_SUITE(request_test)

BOOST_AUTO_TEST_CASE(reads_what_openssl_wrote)
{
    const auto rsa = parse("rsa").value();
    BOOST_TEST(rsa.key_name == "RSA 2048");
    BOOST_TEST(rsa.signature_name == "sha256WithRSAEncryption");
    BOOST_TEST(rsa.claimed_subject == "CN=device");
    BOOST_TEST(rsa.public_key_info == info_by_openssl("rsa"));
    BOOST_TEST(parse("rsa-sha384").value().signature_name == "sha384WithRSAEncryption");
    BOOST_TEST(parse("rsa-sha512").value().signature_name == "sha512WithRSAEncryption");
    BOOST_TEST(parse("p256").value().key_name == "EC P-256");
    BOOST_TEST(parse("p384").value().signature_name == "ecdsa-with-SHA384");
    BOOST_TEST(parse("p521").value().public_key_info == info_by_openssl("p521"));
    BOOST_TEST(parse("exponent-3").has_value());
    BOOST_TEST(parse("extensions").has_value());
}

BOOST_AUTO_TEST_CASE(reads_what_windows_sends)
{
    const auto printable = parse("windows").value();
    BOOST_TEST(printable.claimed_subject ==
               "CN=1D2C3B4A-5566-4778-8990-A1B2C3!0123456789ABCDEF0123456789ABCDEF\\00");
    BOOST_TEST(printable.public_key_info == info_by_openssl("windows"));
    BOOST_TEST(parse("windows-utf8").value().claimed_subject ==
               "CN=1D2C3B4A-5566-4778-8990-A1B2C3!0123456789ABCDEF0123456789ABCDEF");
}

BOOST_AUTO_TEST_CASE(verifies_rsassa_pss)
{
    for (const auto* const name : {"pss-sha256", "pss-sha512", "pss-no-salt"})
        BOOST_TEST(parse(name).value().signature_name == "rsassaPss");
    BOOST_TEST(refused("pss-sha1") == "signed with rsassaPss; the profile does not take SHA-1");
    BOOST_TEST(parse("pss-sha1", {.sha1_signature = true}).has_value());
}

BOOST_AUTO_TEST_CASE(shows_a_claimed_subject_as_one_printable_line)
{
    BOOST_TEST(parse("names").value().claimed_subject ==
               "2.5.4.12=#0C024472,emailAddress=a@b.example,serialNumber=7,OU=\\ edge\\ ,"
               "O=M\xC3\xBCnchner\\, S\xC3\xB6hne \\+ Co.,ST=Bayern,C=DE");
    BOOST_TEST(parse("latin1").value().claimed_subject == "CN=Zo\xC3\xAB");
    BOOST_TEST(parse("bmp").value().claimed_subject == "CN=Zo\xC3\xAB \xE4\xB8\xAD");
    BOOST_TEST(parse("control").value().claimed_subject == "CN=one\\0D\\0Atwo\\1B[31m");
    BOOST_TEST(parse("empty-subject").value().claimed_subject == "");
}

BOOST_AUTO_TEST_CASE(refuses_every_flipped_bit_that_it_can_see)
{
    const Bytes good = vector_bytes("request-windows.der");
    for (std::size_t i = 0; i < good.size(); ++i) {
        Bytes bad = good;
        bad[i] ^= 1;
        BOOST_REQUIRE_MESSAGE(!parse_request(bad, {}), "octet " << i);
    }
    Bytes signature = good;
    signature.back() ^= 0x80;
    const auto request = parse_request(signature, {});
    BOOST_TEST((request.error().code == Errc::refused));
    BOOST_TEST(request.error().message == "the certificate request: the signature does not verify");
}

BOOST_AUTO_TEST_CASE(refuses_every_truncated_request)
{
    const Bytes good = vector_bytes("request-windows.der");
    for (std::size_t size = 0; size < good.size(); ++size) {
        const auto request = parse_request(ByteView(good).first(size), {});
        BOOST_REQUIRE((!request && request.error().code == Errc::malformed));
    }
}

BOOST_AUTO_TEST_CASE(refuses_bytes_after_the_request)
{
    for (const char c : {'\0', '\n'}) {
        Bytes der = vector_bytes("request-rsa.der");
        der.push_back(static_cast<unsigned char>(c));
        const auto request = parse_request(der, {});
        BOOST_TEST((request.error().code == Errc::malformed));
        BOOST_TEST(request.error().message == "bytes after the certificate request");
        BOOST_TEST(request.error().spec == "RFC 2986 4.2");
    }
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_der)
{
    BOOST_TEST(malformed("indefinite") == "the certificate request has an indefinite length");
    BOOST_TEST(malformed("long-length") ==
               "the certificate request has a length that is not in its shortest form");
}

BOOST_AUTO_TEST_CASE(refuses_a_broken_structure)
{
    BOOST_TEST(malformed("version-1") == "the version is not 0");
    BOOST_TEST(malformed("no-attributes") == "the list of attributes is missing");
    BOOST_TEST(malformed("two-extension-requests") ==
               "attribute 1.2.840.113549.1.9.14 occurs twice");
    BOOST_TEST(malformed("same-extension-twice") == "requested extension 2.5.29.37 occurs twice");
    BOOST_TEST(
        parse_request(vector_bytes("certificate-same-extension-twice.der"), {}).error().message ==
        "the certificate request: the version is not of the type that stands here");
    BOOST_TEST(parse_request(Bytes(request_size_max + 1), {}).error().message ==
               "the certificate request is longer than 65536 bytes");
}

BOOST_AUTO_TEST_CASE(refuses_strings_that_break_their_type)
{
    for (const auto* const name : {"printable-at", "ia5-high", "utf8-broken"})
        BOOST_TEST(malformed(name) == "a string of the name holds what its type may not");
}

BOOST_AUTO_TEST_CASE(refuses_keys_that_are_none)
{
    BOOST_TEST(refused("even-modulus") == "an RSA key with an even modulus");
    for (const auto* const name : {"even-exponent", "exponent-1", "long-exponent"})
        BOOST_TEST(refused(name) == "an RSA key whose exponent is even, below 3 or above 64 bits");
    BOOST_TEST(malformed("negative-modulus") == "the modulus is below zero");
    BOOST_TEST(malformed("no-null") == "public key: the parameter of rsaEncryption is missing");
    BOOST_TEST(refused("off-curve") == "the public key is not a point on its curve");
    BOOST_TEST(refused("compressed") == "the public key is not an uncompressed point");
    BOOST_TEST(malformed("short-point") == "the public key is not of the size of its curve");
}

BOOST_AUTO_TEST_CASE(refuses_kinds_of_keys_that_nobody_takes)
{
    BOOST_TEST(refused("secp256k1") ==
               "an EC key on curve 1.3.132.0.10; P-256, P-384 or P-521 was expected");
    BOOST_TEST(refused("explicit") ==
               "an EC key with its curve spelled out; a named curve was expected");
    BOOST_TEST(refused("ed25519") == "a public key of type 1.3.101.112; RSA or EC was expected");
}

BOOST_AUTO_TEST_CASE(refuses_what_the_rules_do_not_take)
{
    BOOST_TEST(refused("small") == "an RSA key of 1024 bits; 2048 to 8192 were expected");
    BOOST_TEST(parse("small", {.rsa_bits_min = 1024}).has_value());
    BOOST_TEST(refused("rsa", {.rsa_bits_min = 3072}) ==
               "an RSA key of 2048 bits; 3072 to 8192 were expected");
    BOOST_TEST(refused("rsa", {.rsa = false}) == "an RSA key, which the profile does not take");
    BOOST_TEST(refused("p384", {.curves = {"P-256"}}) ==
               "an EC key on P-384, which the profile does not take");
}

BOOST_AUTO_TEST_CASE(refuses_a_huge_modulus_before_computing_with_it)
{
    BOOST_TEST(refused("huge-modulus") == "an RSA key of 16384 bits; 2048 to 8192 were expected");
}

BOOST_AUTO_TEST_CASE(refuses_hashes_that_are_not_taken)
{
    const std::string expected = "; RSA or ECDSA with SHA-256, SHA-384 or SHA-512 was expected";
    BOOST_TEST(refused("rsa-md5", {.sha1_signature = true}) ==
               "signed with md5WithRSAEncryption" + expected);
    BOOST_TEST(refused("rsa-sha224") == "signed with sha224WithRSAEncryption" + expected);
    BOOST_TEST(refused("unknown-algorithm") == "signed with 1.2.3.4" + expected);
    BOOST_TEST(refused("rsa-sha1") ==
               "signed with sha1WithRSAEncryption; the profile does not take SHA-1");
    BOOST_TEST(refused("p256-sha1") ==
               "signed with ecdsa-with-SHA1; the profile does not take SHA-1");
    BOOST_TEST(parse("rsa-sha1", {.sha1_signature = true}).has_value());
    BOOST_TEST(parse("p256-sha1", {.sha1_signature = true}).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_a_signature_algorithm_of_another_kind_of_key)
{
    BOOST_TEST(refused("ecdsa-over-rsa") ==
               "the signature algorithm ecdsa-with-SHA256 does not fit the key that is said to "
               "have signed");
}

BOOST_AUTO_TEST_CASE(a_file_is_pem_or_der)
{
    const Bytes der = vector_bytes("request-rsa.der");
    BOOST_TEST(decode_request_file(vector_file("request-rsa.der")).value() == der);
    BOOST_TEST(decode_request_file(vector_file("request-rsa.pem")).value() == der);
    BOOST_TEST(decode_request_file(vector_file("request-rsa-text.pem")).value() == der);
    BOOST_TEST(decode_request_file(vector_file("request-rsa.pem") + " \r\n").value() == der);
}

BOOST_AUTO_TEST_CASE(a_file_is_one_request_and_nothing_else)
{
    const auto why_not = [](const std::string& content) {
        const auto der = decode_request_file(content);
        BOOST_TEST((!der && der.error().code == Errc::malformed));
        return der ? "read" : der.error().message;
    };
    BOOST_TEST(why_not("") == "neither PEM nor DER");
    BOOST_TEST(why_not("MIICVjCCAT4") == "neither PEM nor DER");
    BOOST_TEST(why_not(vector_file("leaf.pem")) ==
               "a PEM block CERTIFICATE; CERTIFICATE REQUEST was expected");
    const std::string pem = vector_file("request-rsa.pem");
    BOOST_TEST(why_not(pem + "x") == "bytes after the certificate request");
    BOOST_TEST(why_not(pem + pem) == "bytes after the certificate request");
    BOOST_TEST(why_not(pem.substr(0, 100)) == "a PEM block that does not end");
    std::string broken = pem;
    broken[40] = '*';
    BOOST_TEST(why_not(broken).starts_with("the certificate request: "));
}

BOOST_AUTO_TEST_SUITE_END()
