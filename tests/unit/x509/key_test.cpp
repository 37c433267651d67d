#include "x509/key.h"

#include "vector_fixture.h"
#include "x509/certificate.h"
#include "x509/public_key.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::x509;

namespace {

Result<ossl::Key> parse(const std::string& pem)
{
    return parse_private_key(Secret(pem));
}

std::string why_not(const std::string& pem)
{
    const auto key = parse(pem);
    BOOST_TEST((key || key.error().code == Errc::malformed));
    return key ? "read" : key.error().message;
}

Bytes public_half(const std::string& name)
{
    return public_key_info(parse(vector_file(name)).value()).value();
}

} // namespace

BOOST_AUTO_TEST_SUITE(key_test)

BOOST_AUTO_TEST_CASE(reads_the_keys_of_openssl)
{
    const auto issuing = parse_pem_certificates(vector_file("issuing.pem")).value().front();
    BOOST_TEST(matches(issuing, parse(vector_file("issuing.key")).value()));
    for (const std::string curve : {"p256", "p384", "p521"}) {
        const auto root = parse_pem_certificates(vector_file(curve + ".pem")).value().front();
        BOOST_TEST(matches(root, parse(vector_file(curve + ".key")).value()));
        BOOST_TEST(!matches(issuing, parse(vector_file(curve + ".key")).value()));
    }
}

BOOST_AUTO_TEST_CASE(reads_the_traditional_forms_as_the_same_keys)
{
    BOOST_TEST(public_half("device-traditional.key") == public_half("device.key"));
    const Bytes p256 = public_half("p256.key");
    BOOST_TEST(public_half("p256-traditional.key") == p256);
    BOOST_TEST(public_half("p256-with-parameters.key") == p256);
    BOOST_TEST(public_half("p256-no-public.key") == p256);
}

BOOST_AUTO_TEST_CASE(a_fresh_key_of_each_type_is_written_and_read_again)
{
    for (const auto type : {KeyType::rsa_2048, KeyType::p256, KeyType::p384, KeyType::p521}) {
        const auto key = make_key(type).value();
        const auto pem = to_pem(key).value();
        BOOST_TEST(pem.reveal().starts_with("-----BEGIN PRIVATE KEY-----\n"));
        BOOST_TEST(public_key_info(parse_private_key(pem).value()).value() ==
                   public_key_info(key).value());
    }
    BOOST_TEST(
        name_of(parse_public_key_info(public_key_info(make_key(KeyType::rsa_3072).value()).value())
                    .value()) == "RSA 3072");
}

BOOST_AUTO_TEST_CASE(knows_the_words_for_key_types)
{
    BOOST_TEST((key_type_from("rsa4096").value() == KeyType::rsa_4096));
    BOOST_TEST((key_type_from("p521").value() == KeyType::p521));
    const auto wrong = key_type_from("rsa1024");
    BOOST_TEST((wrong.error().code == Errc::usage));
    BOOST_TEST(wrong.error().message == "a key of type \"rsa1024\"; rsa2048, rsa3072, rsa4096, "
                                        "p256, p384 or p521 was expected");
}

BOOST_AUTO_TEST_CASE(refuses_an_encrypted_key_without_asking_for_its_passphrase)
{
    BOOST_TEST(why_not(vector_file("p256-encrypted.key")) ==
               "an encrypted private key; an unencrypted one was expected");
    BOOST_TEST(why_not(vector_file("device-traditional-encrypted.key")) ==
               "a private key that is encrypted in the way before PKCS #8; openssl pkcs8 -topk8 "
               "makes a new form of it");
}

BOOST_AUTO_TEST_CASE(a_passphrase_opens_the_encrypted_keys_of_openssl)
{
    const Secret pem(vector_file("p256-encrypted.key"));
    BOOST_TEST(is_encrypted(pem));
    BOOST_TEST(!is_encrypted(Secret(vector_file("p256.key"))));
    BOOST_TEST(!is_encrypted(Secret("")));
    const auto key = parse_encrypted_key(pem, Secret("secret"));
    BOOST_TEST(public_key_info(key.value()).value() == public_half("p256.key"));
    const auto wrong = parse_encrypted_key(pem, Secret("Secret"));
    BOOST_TEST((wrong.error().code == Errc::environment));
    BOOST_TEST(wrong.error().message ==
               "the passphrase is not the one of this private key: look at "
               "what passphrase names");
}

BOOST_AUTO_TEST_CASE(an_encrypted_key_is_written_and_read_again)
{
    for (const auto type : {KeyType::rsa_2048, KeyType::p384}) {
        const auto key = make_key(type).value();
        const auto pem = to_encrypted_pem(key, Secret("correct horse")).value();
        BOOST_TEST(pem.reveal().starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
        BOOST_TEST(to_encrypted_pem(key, Secret("correct horse"))->reveal() != pem.reveal());
        const auto read = parse_encrypted_key(pem, Secret("correct horse"));
        BOOST_TEST(public_key_info(read.value()).value() == public_key_info(key).value());
        BOOST_TEST(!parse_encrypted_key(pem, Secret("correct horses")));
    }
}

BOOST_AUTO_TEST_CASE(refuses_encryption_by_an_old_scheme)
{
    // pbeWithMD5AndDES-CBC, as openssl pkcs8 -v1 writes it.
    const auto old = parse_encrypted_key(Secret("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                                                "MCIwGwYJKoZIhvcNAQUDMA4ECAECAwQFBgcIAgIIAAQDAQID\n"
                                                "-----END ENCRYPTED PRIVATE KEY-----\n"),
                                         Secret("secret"));
    BOOST_TEST((old.error().code == Errc::malformed));
    BOOST_TEST(old.error().message ==
               "a private key that is encrypted by an old scheme; PBES2 was expected, which "
               "openssl pkcs8 -topk8 -v2 aes-256-cbc makes");
}

BOOST_AUTO_TEST_CASE(refuses_keys_of_other_kinds)
{
    for (const auto* const name : {"ed25519.key", "secp256k1.key", "explicit.key"})
        BOOST_TEST(why_not(vector_file(name)) ==
                   "a private key that is neither RSA nor EC on P-256, P-384 or P-521");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_private_key)
{
    BOOST_TEST(why_not("") == "no PEM private key");
    BOOST_TEST(why_not(vector_file("issuing.pem")) == "no PEM private key");
    BOOST_TEST(why_not("-----BEGIN DSA PRIVATE KEY-----\nMAA=\n-----END DSA PRIVATE KEY-----\n") ==
               "a PEM block DSA PRIVATE KEY; a private key of RSA or EC was expected");
    BOOST_TEST(why_not("-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----\n") ==
               "a PEM private key that is not base64");
    BOOST_TEST(why_not("-----BEGIN PRIVATE KEY-----\nMAA=\n") == "a PEM block that does not end");
    BOOST_TEST(why_not("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n") ==
               "the version of the private key is missing");
}

BOOST_AUTO_TEST_CASE(refuses_a_truncated_key)
{
    std::string pem = vector_file("device.key");
    pem.erase(pem.find('\n', pem.size() / 2), 65); // one line
    BOOST_TEST(why_not(pem) == "the private key is cut short");
}

BOOST_AUTO_TEST_SUITE_END()
