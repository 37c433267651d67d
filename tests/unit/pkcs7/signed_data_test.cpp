#include "pkcs7/signed_data.h"

#include "core/file.h"
#include "x509/certificate.h"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

using namespace mdm;
using pkcs7::SignedData;

namespace {

Bytes file(const std::string& name)
{
    auto content = read_file(std::string(MDM_VECTORS) + "/" + name);
    if (!content)
        throw std::runtime_error(content.error().message);
    return {content->begin(), content->end()};
}

Bytes message(const std::string& name)
{
    return file("pkcs7/" + name);
}

Bytes request()
{
    return file("x509/request-rsa.der");
}

Bytes certificate(const std::string& name)
{
    const Bytes pem = file("x509/" + name);
    return x509::parse_pem_certificates(text_of(pem)).value().front().der;
}

Error refusal(const std::string& name, bool sha1 = false)
{
    return SignedData::parse(message(name)).value().verify(sha1).error();
}

Error failure(ByteView ber)
{
    return SignedData::parse(ber).error();
}

} // namespace

BOOST_AUTO_TEST_SUITE(signed_data_test)

BOOST_AUTO_TEST_CASE(yields_what_was_signed)
{
    for (const char* name : {"sha256.der", "sha384.der", "sha512.der", "stream.ber",
                             "no-attributes.der", "key-identifier.der", "pss.der",
                             "more-certificates.der", "other-type.der", "ecdsa.der"}) {
        BOOST_TEST_CONTEXT(name)
        {
            const auto signed_data = SignedData::parse(message(name));
            BOOST_TEST_REQUIRE(signed_data.has_value());
            const bool ec = std::string(name) == "ecdsa.der";
            BOOST_TEST(
                (signed_data->signer_certificate() == certificate(ec ? "p256.pem" : "leaf.pem")));
            BOOST_TEST((signed_data->verify(false).value() == request()));
        }
    }
}

BOOST_AUTO_TEST_CASE(takes_sha1_only_where_it_is_allowed)
{
    BOOST_TEST((refusal("sha1.der").code == Errc::refused));
    BOOST_TEST(refusal("sha1.der").message ==
               "the PKCS #7 message is signed with SHA-1, which the profile does not take");
    BOOST_TEST((SignedData::parse(message("sha1.der")).value().verify(true).value() == request()));
}

BOOST_AUTO_TEST_CASE(refuses_md5)
{
    BOOST_TEST(refusal("md5.der", true).message ==
               "the PKCS #7 message is signed with a hash that is none of SHA-256, SHA-384 and "
               "SHA-512");
}

BOOST_AUTO_TEST_CASE(refuses_a_flipped_bit_of_the_signature_and_of_the_content)
{
    const Bytes good = message("sha256.der");
    Bytes signature = good;
    signature.back() ^= 1U;
    const Bytes content = request();
    const auto at = std::search(good.begin(), good.end(), content.begin(), content.end());
    BOOST_TEST_REQUIRE((at != good.end()));
    Bytes other = good;
    other[static_cast<std::size_t>(at - good.begin()) + content.size() - 1] ^= 1U;
    for (const Bytes& bad : {signature, other}) {
        const auto error = SignedData::parse(bad).value().verify(false).error();
        BOOST_TEST((error.code == Errc::refused));
        BOOST_TEST(error.message == "the PKCS #7 message bears a signature that does not verify");
    }
}

BOOST_AUTO_TEST_CASE(refuses_another_content_behind_signed_attributes)
{
    // The digest in the attributes is that of the request alone.
    Bytes bad = message("sha256.der");
    const Bytes content = request();
    const auto at = std::search(bad.begin(), bad.end(), content.begin(), content.end());
    std::fill_n(at + 20, 10, 0x41);
    BOOST_TEST(!SignedData::parse(bad).value().verify(false).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_message_of_one_signer)
{
    const std::pair<const char*, const char*> rows[] = {
        {"detached.der", "has no content inside: it is detached"},
        {"no-certificate.der", "has no certificate of its signer"},
        {"two-signers.der", "has 2 signers, one was expected"},
        {"no-signer.der", "has no content inside: it is detached"},
        {"data.der", "is not SignedData"},
    };
    for (const auto& [name, why] : rows) {
        const auto error = failure(message(name));
        BOOST_TEST((error.code == Errc::malformed));
        BOOST_TEST(error.message == std::string("the PKCS #7 message ") + why);
    }
    BOOST_TEST(failure(request()).message == "the PKCS #7 message is not SignedData in DER or BER");
    BOOST_TEST(failure({}).message == "the PKCS #7 message is not SignedData in DER or BER");
}

BOOST_AUTO_TEST_CASE(refuses_bytes_after_the_message)
{
    for (const char* name : {"sha256.der", "stream.ber"}) {
        Bytes longer = message(name);
        longer.push_back(0);
        BOOST_TEST(failure(longer).message == "the PKCS #7 message has bytes after its end");
    }
}

BOOST_AUTO_TEST_CASE(refuses_every_truncation)
{
    for (const char* name : {"sha256.der", "stream.ber"}) {
        const Bytes whole = message(name);
        for (std::size_t size = 0; size < whole.size(); ++size)
            BOOST_TEST(!SignedData::parse(ByteView(whole).first(size)).has_value());
    }
}

BOOST_AUTO_TEST_CASE(refuses_a_message_that_is_too_long)
{
    const Bytes zeros(pkcs7::message_size_max + 1);
    BOOST_TEST(failure(zeros).message == "the PKCS #7 message is longer than 131072 bytes");
}

BOOST_AUTO_TEST_SUITE_END()
