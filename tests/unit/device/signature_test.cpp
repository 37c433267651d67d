#include "device/signature.h"

#include "core/file.h"
#include "device/requests.h"
#include "soap/envelope.h"
#include "x509/certificate.h"
#include "x509/key.h"
#include "xmldsig/verify.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

using namespace mdm;
using namespace mdm::device;

namespace {

std::string file(const std::string& name)
{
    return read_file(std::string(MDM_VECTORS) + "/certificate/" + name).value();
}

using Signer = std::shared_ptr<const SigningCertificate>;

Signer signer_of(const std::string& certificate, const std::string& key)
{
    auto pem = x509::parse_pem_certificates(file(certificate + ".pem")).value();
    return std::make_shared<SigningCertificate>(SigningCertificate{
        pem.front().der, x509::parse_private_key(Secret(file(key + ".key"))).value()});
}

/// A signed GetPolicies, as a style has it.
std::string signed_policies(const Signer& signer, const Style& style = {})
{
    const Header header{"urn:uuid:1", "https://mdm.example.com/Policy.svc?a=1&b=<2>"};
    const CertificateToken token{signer, parse_time("2026-11-23T08:15:42.5Z").value()};
    const auto message =
        get_policies_request(token, {.language = "de-CH", .tpm = true}, header, style);
    return seal(message, token).value();
}

/// Why xmlsec1 does not take a message; nothing where it does.
std::string complaint(const std::string& message)
{
    const auto found = xmldsig::verify(message, 1U << 20);
    return found ? "" : found.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(signature_test)

BOOST_AUTO_TEST_CASE(xmlsec1_takes_what_is_signed)
{
    BOOST_TEST(complaint(signed_policies(signer_of("alice", "device"))) == "");
    for (int i = 0; i < 8; ++i) // each time other numbers, now and then shorter ones
        BOOST_TEST(complaint(signed_policies(signer_of("alice-p256", "p256"))) == "");
    BOOST_TEST(complaint(signed_policies(signer_of("alice-p384", "p384"))) == "");
}

BOOST_AUTO_TEST_CASE(every_style_can_be_signed)
{
    const auto signer = signer_of("alice-p256", "p256");
    for (const auto prefixes : {Prefixes::usual, Prefixes::numbered})
        for (const auto attributes :
             {Attributes::captured, Attributes::qualified, Attributes::plain})
            for (const bool soap11 : {false, true})
                BOOST_TEST(complaint(signed_policies(signer, {.prefixes = prefixes,
                                                              .attributes = attributes,
                                                              .soap11 = soap11})) == "");
}

BOOST_AUTO_TEST_CASE(the_whole_message_is_signed)
{
    const auto found =
        xmldsig::verify(signed_policies(signer_of("alice", "device")), 1U << 20).value();
    BOOST_TEST(found.whole);
    const auto envelope = soap::parse_envelope(bytes_of(found.envelope)).value();
    BOOST_TEST(envelope.message_id.value() == "urn:uuid:1");
    BOOST_TEST(envelope.to.value() == "https://mdm.example.com/Policy.svc?a=1&b=<2>");
    BOOST_TEST(found.envelope.find("<u:Created>2026-11-23T08:15:42.500Z</u:Created>") !=
               found.envelope.npos);
}

BOOST_AUTO_TEST_CASE(a_request_for_a_certificate_is_signed_with_its_line_ends)
{
    const auto signer = signer_of("alice", "device");
    const Bytes request(200, 7);
    for (const auto wrapping : {Wrapping::none, Wrapping::lf, Wrapping::crlf}) {
        const auto message =
            issue_request(CertificateToken{signer, time_from_seconds(1'800'000'000)}, request,
                          {{"DeviceName", "A & B <\"'> :Security>"}}, {"urn:uuid:1", "x"},
                          {.wrapping = wrapping});
        BOOST_TEST(complaint(sign_message(message, *signer).value()) == "");
    }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_signed_says_so)
{
    const auto signer = signer_of("alice", "device");
    BOOST_TEST(sign_message("<a/>", *signer).error().message ==
               "the message has no Security header to sign in");
    BOOST_TEST((sign_message("<a>", *signer).error().code == Errc::malformed));
}

BOOST_AUTO_TEST_CASE(a_certificate_and_its_key_are_read_from_files)
{
    std::string folder =
        (std::filesystem::temp_directory_path() / "signature_test.XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(folder.data()) != nullptr);
    const auto put = [&](const std::string& name, mode_t mode) {
        const std::string path = folder + "/" + name;
        BOOST_REQUIRE(replace_file(path, bytes_of(file(name)), mode).has_value());
        return path;
    };
    const auto alice = put("alice.pem", 0644);
    const auto good = read_signing_certificate(alice, put("device.key", 0600));
    BOOST_REQUIRE(good.has_value());
    BOOST_TEST((good->certificate == signer_of("alice", "device")->certificate));
    const auto other = put("p256.key", 0600);
    const auto wrong = read_signing_certificate(alice, other).error();
    BOOST_TEST((wrong.code == Errc::refused));
    BOOST_TEST(wrong.message == other + ": not the key of the certificate in " + alice);
    BOOST_TEST((read_signing_certificate("/none", other).error().code == Errc::environment));
    BOOST_TEST((read_signing_certificate(other, other).error().code == Errc::malformed));
    const auto open = read_signing_certificate(alice, put("p384.key", 0644)).error();
    BOOST_TEST((open.code == Errc::environment));
    std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_SUITE_END()
