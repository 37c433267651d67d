#include "x509/issue.h"

#include "vector_fixture.h"
#include "x509/der.h"
#include "x509/key.h"
#include "x509/public_key.h"
#include "x509/request.h"

#include <boost/test/unit_test.hpp>

#include <openssl/x509.h>
#include <openssl/x509v3.h>

using namespace mdm;
using namespace mdm::x509;

namespace {

struct FreeX509 {
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(X509_STORE* store) const { X509_STORE_free(store); }
    void operator()(X509_STORE_CTX* context) const { X509_STORE_CTX_free(context); }
};
using OpenedCertificate = std::unique_ptr<X509, FreeX509>;

OpenedCertificate by_openssl(ByteView der)
{
    const unsigned char* at = der.data();
    return OpenedCertificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
}

/// What `openssl verify -x509_strict -purpose` says.
std::string verify_strictly(ByteView leaf, std::span<const Bytes> chain, int purpose, Time at)
{
    const std::unique_ptr<X509_STORE, FreeX509> store(X509_STORE_new());
    const std::unique_ptr<X509_STORE_CTX, FreeX509> context(X509_STORE_CTX_new());
    STACK_OF(X509)* between = sk_X509_new_null();
    for (const auto& member : chain.first(chain.size() - 1))
        sk_X509_push(between, by_openssl(member).release());
    X509_STORE_add_cert(store.get(), by_openssl(chain.back()).get());
    const auto opened = by_openssl(leaf);
    X509_STORE_CTX_init(context.get(), store.get(), opened.get(), between);
    X509_VERIFY_PARAM* param = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_X509_STRICT);
    X509_VERIFY_PARAM_set_time(param, seconds_since_epoch(at));
    X509_VERIFY_PARAM_set_purpose(param, purpose);
    const int good = X509_verify_cert(context.get());
    const int why = X509_STORE_CTX_get_error(context.get());
    sk_X509_pop_free(between, X509_free);
    return good == 1 ? "good" : X509_verify_cert_error_string(why);
}

Time time(std::string_view text)
{
    return parse_time(text).value();
}

Content content()
{
    return {.serial = parse_hex("0102030405060708").value(),
            .subject = "CN=device,O=Example",
            .not_before = time("2030-01-01T00:00:00Z"),
            .not_after = time("2031-01-01T00:00:00Z")};
}

Issuer rsa_issuer()
{
    return parse_issuer(vector_file("issuing.pem"), Secret(vector_file("issuing.key")),
                        vector_file("root.pem"))
        .value();
}

Bytes device_key(const std::string& name = "rsa")
{
    return parse_request(vector_bytes("request-" + name + ".der"), {}).value().public_key_info;
}

std::string why_not(const Content& wrong)
{
    const auto issued = issue(rsa_issuer(), device_key(), wrong);
    return issued ? "issued" : issued.error().message;
}

std::uint32_t key_usage(ByteView der)
{
    return X509_get_key_usage(by_openssl(der).get());
}

/// DER of an extension's value, upper-case hexadecimal; empty where there is none.
std::string extension(ByteView der, int nid, bool critical)
{
    const auto certificate = by_openssl(der);
    const int at = X509_get_ext_by_NID(certificate.get(), nid, -1);
    if (at < 0)
        return "";
    X509_EXTENSION* found = X509_get_ext(certificate.get(), at);
    BOOST_TEST((X509_EXTENSION_get_critical(found) != 0) == critical);
    const ASN1_OCTET_STRING* value = X509_EXTENSION_get_data(found);
    return to_hex(
        {ASN1_STRING_get0_data(value), static_cast<std::size_t>(ASN1_STRING_length(value))});
}

} // namespace

BOOST_AUTO_TEST_SUITE(issue_test)

BOOST_AUTO_TEST_CASE(openssl_verifies_what_is_issued)
{
    const Issuer issuer = rsa_issuer();
    for (const auto* const name : {"rsa", "windows", "p256", "p384", "p521"}) {
        const Bytes der = issue(issuer, device_key(name), content()).value();
        BOOST_TEST(verify_strictly(der, issuer.chain_der, X509_PURPOSE_SSL_CLIENT,
                                   time("2030-06-01T00:00:00Z")) == "good");
        BOOST_TEST(verify_strictly(der, issuer.chain_der, X509_PURPOSE_SSL_SERVER,
                                   time("2030-06-01T00:00:00Z")) != "good");
        BOOST_TEST(X509_get_version(by_openssl(der).get()) == 2);
    }
}

BOOST_AUTO_TEST_CASE(the_public_key_goes_in_byte_by_byte)
{
    const auto certificate =
        parse_certificate(issue(rsa_issuer(), device_key("windows"), content()).value()).value();
    BOOST_TEST(certificate.public_key_info == device_key("windows"));
    BOOST_TEST(serial_of(certificate) == "0102030405060708");
    BOOST_TEST(subject_of(certificate) == "CN=device,O=Example");
    BOOST_TEST((certificate.not_before == content().not_before));
    BOOST_TEST((certificate.not_after == content().not_after));
    BOOST_TEST(!certificate.authority);
}

BOOST_AUTO_TEST_CASE(the_same_content_yields_the_same_bytes)
{
    const Issuer issuer = rsa_issuer();
    BOOST_TEST(issue(issuer, device_key(), content()).value() ==
               issue(issuer, device_key(), content()).value());
}

BOOST_AUTO_TEST_CASE(the_hash_follows_the_key_that_signs)
{
    for (const auto& [name, nid] : {std::pair<std::string, int>{"p256", NID_ecdsa_with_SHA256},
                                    {"p384", NID_ecdsa_with_SHA384},
                                    {"p521", NID_ecdsa_with_SHA512}}) {
        const auto issuer =
            parse_issuer(vector_file(name + ".pem"), Secret(vector_file(name + ".key")), {})
                .value();
        const Bytes der = issue(issuer, device_key(), content()).value();
        BOOST_TEST(X509_get_signature_nid(by_openssl(der).get()) == nid);
        BOOST_TEST(verify_strictly(der, issuer.chain_der, X509_PURPOSE_SSL_CLIENT,
                                   time("2030-06-01T00:00:00Z")) == "good");
    }
}

BOOST_AUTO_TEST_CASE(a_device_gets_the_extensions_of_a_device)
{
    const Bytes rsa = issue(rsa_issuer(), device_key(), content()).value();
    BOOST_TEST(extension(rsa, NID_basic_constraints, true) == "3000");
    BOOST_TEST(extension(rsa, NID_key_usage, true) == "030205A0");
    BOOST_TEST(extension(rsa, NID_ext_key_usage, false) == "300A06082B06010505070302");
    BOOST_TEST(extension(rsa, NID_subject_key_identifier, false).size() == 44U);
    BOOST_TEST(extension(rsa, NID_authority_key_identifier, false) ==
               "30168014" + to_hex(rsa_issuer().certificate.subject_key_identifier));
    BOOST_TEST(extension(rsa, NID_subject_alt_name, false) == "");

    Content plain = content();
    plain.key_usages = digital_signature;
    plain.extended_key_usages = {};
    const Bytes bare = issue(rsa_issuer(), device_key(), plain).value();
    BOOST_TEST(key_usage(bare) == std::uint32_t{KU_DIGITAL_SIGNATURE});
    BOOST_TEST(extension(bare, NID_ext_key_usage, false) == "");
    const Bytes ec = issue(rsa_issuer(), device_key("p256"), content()).value();
    BOOST_TEST(key_usage(ec) == std::uint32_t{KU_DIGITAL_SIGNATURE});
}

BOOST_AUTO_TEST_CASE(alternative_names_come_from_the_content_alone)
{
    Content named = content();
    named.alternative_names = {"dns:a.example", "email:a@b.example", "uri:urn:x:1",
                               "upn:\xC3\xAB@b"};
    const Bytes der = issue(rsa_issuer(), device_key("extensions"), named).value();
    BOOST_TEST(extension(der, NID_subject_alt_name, false) ==
               "3037"
               "8209612E6578616D706C65"
               "810B6140622E6578616D706C65"
               "860775726E3A783A31"
               "A014060A2B060104018237140203A0060C04C3AB4062");
    for (const auto* const wrong : {"a.example", "dns:", "dns:a b", "dns:\xC3\xAB", "email:a",
                                    "uri:x", "upn:", "upn:a", "upn:a@b\n", "ip:1.2.3.4"}) {
        named.alternative_names = {wrong};
        BOOST_TEST(why_not(named).starts_with("alternative name \""), wrong);
    }
}

BOOST_AUTO_TEST_CASE(refuses_content_that_is_not_well_formed)
{
    const auto serial = [](std::string_view hex) {
        Content wrong = content();
        wrong.serial = parse_hex(hex).value();
        return why_not(wrong);
    };
    for (const auto* const wrong :
         {"01020304050607", "0000000000000000", "8000000000000000000000000000000000000000",
          "010000000000000000000000000000000000000000"})
        BOOST_TEST(serial(wrong) == "the serial number is not a positive number of 8 to 20 octets");
    BOOST_TEST(serial("7F00000000000000000000000000000000000000") == "issued");
    BOOST_TEST(serial("8000000000000000") == "issued");

    Content wrong = content();
    wrong.not_after = wrong.not_before;
    BOOST_TEST(why_not(wrong) == "the validity does not end after it begins");
    wrong = content();
    wrong.extended_key_usages = {"clientAuth"};
    BOOST_TEST(why_not(wrong) ==
               "extended key usage: not an object identifier like 1.3.6.1.5.5.7.3.2");
    wrong = content();
    wrong.subject = "device";
    BOOST_TEST(why_not(wrong) == "a name without '=': \"device\"");
    BOOST_TEST(!issue(rsa_issuer(), Bytes{0x30, 0x00}, content()));
}

BOOST_AUTO_TEST_CASE(content_can_be_checked_before_there_is_a_key)
{
    BOOST_TEST(check(content()).has_value());
    Content wrong = content();
    wrong.serial = {};
    BOOST_TEST(!check(wrong));
    wrong = content();
    wrong.subject = "";
    BOOST_TEST(!check(wrong));
    wrong = content();
    wrong.alternative_names = {"x"};
    BOOST_TEST(!check(wrong));
    wrong = content();
    wrong.extended_key_usages = {"x"};
    BOOST_TEST(!check(wrong));
}

BOOST_AUTO_TEST_CASE(nothing_outlives_its_authority)
{
    Content late = content();
    late.not_after = rsa_issuer().certificate.not_after;
    BOOST_TEST(why_not(late) == "issued");
    late.not_after += std::chrono::milliseconds{999};
    BOOST_TEST(why_not(late) == "issued");
    late.not_after += std::chrono::milliseconds{1};
    const auto refused = issue(rsa_issuer(), device_key(), late);
    BOOST_TEST((refused.error().code == Errc::refused));
    BOOST_TEST(refused.error().message ==
               "the certificate would outlive its authority, which ends at " +
                   to_text(rsa_issuer().certificate.not_after) +
                   "; shorten its days, or make a new authority");
}

BOOST_AUTO_TEST_CASE(makes_an_authority_of_two_levels)
{
    const auto root_key = parse_private_key(Secret(vector_file("root.key"))).value();
    const auto issuing_key = parse_private_key(Secret(vector_file("p256.key"))).value();
    Content ca = content();
    ca.authority = true;
    ca.path_length = 1;
    ca.subject = "CN=Root";
    ca.not_after = time("2055-01-01T00:00:00Z");
    auto root_certificate = parse_certificate(issue_self_signed(root_key, ca).value()).value();
    BOOST_TEST(is_self_signed(root_certificate));
    BOOST_TEST(key_usage(root_certificate.der) == std::uint32_t{KU_KEY_CERT_SIGN | KU_CRL_SIGN});
    BOOST_TEST(extension(root_certificate.der, NID_basic_constraints, true) == "30060101FF020101");
    BOOST_TEST(extension(root_certificate.der, NID_ext_key_usage, false) == "");

    const auto root = make_issuer(root_certificate, root_key, {}).value();
    ca.path_length = 0;
    ca.subject = "CN=Issuing";
    const auto spki = public_key_info(issuing_key).value();
    auto issuing_certificate = parse_certificate(issue(root, spki, ca).value()).value();
    const auto issuing = make_issuer(issuing_certificate, issuing_key, {root_certificate}).value();
    const Bytes leaf = issue(issuing, device_key(), content()).value();
    BOOST_TEST(verify_strictly(leaf, issuing.chain_der, X509_PURPOSE_SSL_CLIENT,
                               time("2030-06-01T00:00:00Z")) == "good");

    const auto third = issue(issuing, spki, ca);
    BOOST_TEST(third.error().message == "the authority may not have another one below it");
    BOOST_TEST((third.error().code == Errc::refused));
}

BOOST_AUTO_TEST_CASE(an_issuer_may_stand_at_the_head_of_its_chain)
{
    const auto issuer = parse_issuer(vector_file("issuing.pem"), Secret(vector_file("issuing.key")),
                                     vector_file("issuing.pem") + vector_file("root.pem"))
                            .value();
    BOOST_TEST(issuer.chain_der == rsa_issuer().chain_der);
    BOOST_TEST(issuer.chain_der.size() == 2U);
}

BOOST_AUTO_TEST_CASE(refuses_an_authority_that_does_not_fit_together)
{
    const auto why = [](const std::string& certificate, const std::string& key,
                        const std::string& chain) {
        const auto issuer = parse_issuer(vector_file(certificate), Secret(vector_file(key)),
                                         chain.empty() ? "" : vector_file(chain));
        return issuer ? "read" : issuer.error().message;
    };
    BOOST_TEST(why("issuing.pem", "root.key", "root.pem") ==
               "the key does not belong to the certificate of the authority");
    BOOST_TEST(why("leaf.pem", "device.key", "issuing.pem") ==
               "the certificate of the authority may not sign certificates");
    BOOST_TEST(why("issuing.pem", "issuing.key", "p256.pem") ==
               "the chain is broken: CN=Test Issuing CA,O=Example\\, Inc. was not issued by "
               "CN=Test p256");
    BOOST_TEST(why("issuing.key", "issuing.key", "") == "no PEM certificate");
    BOOST_TEST(why("issuing.pem", "issuing.pem", "") == "no PEM private key");
    BOOST_TEST(why("issuing.pem", "issuing.key", "issuing.key") == "chain: no PEM certificate");
}

BOOST_AUTO_TEST_SUITE_END()
