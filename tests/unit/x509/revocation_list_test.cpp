#include "x509/revocation_list.h"

#include "vector_fixture.h"

#include <boost/test/unit_test.hpp>

#include <openssl/x509.h>
#include <openssl/x509v3.h>

using namespace mdm;
using namespace mdm::x509;

namespace {

Issuer issuer()
{
    return parse_issuer(vector_file("issuing.pem"), Secret(vector_file("issuing.key")), "").value();
}

ListHead head()
{
    const Time now = parse_time("2026-11-25T00:00:00Z").value();
    return {.number = 128, .this_update = now, .next_update = now + std::chrono::hours(24)};
}

using Crl = std::unique_ptr<X509_CRL, decltype(&X509_CRL_free)>;

/// The list as OpenSSL reads it; all of the bytes.
Crl read(const Bytes& der)
{
    const unsigned char* at = der.data();
    Crl crl(d2i_X509_CRL(nullptr, &at, static_cast<long>(der.size())), X509_CRL_free);
    BOOST_REQUIRE(crl != nullptr);
    BOOST_TEST(at == der.data() + der.size());
    return crl;
}

bool is_critical(const Crl& crl, int nid)
{
    const int at = X509_CRL_get_ext_by_NID(crl.get(), nid, -1);
    return at >= 0 && X509_EXTENSION_get_critical(X509_CRL_get_ext(crl.get(), at)) == 1;
}

bool has(const Crl& crl, int nid)
{
    return X509_CRL_get_ext_by_NID(crl.get(), nid, -1) >= 0;
}

} // namespace

BOOST_AUTO_TEST_SUITE(revocation_list_test)

BOOST_AUTO_TEST_CASE(openssl_reads_the_entries_and_verifies_the_signature)
{
    ListEntries entries;
    entries.add(Bytes{0xF1, 0x02}, head().this_update, Reason::key_compromise);
    entries.add(Bytes{0x03}, head().this_update, Reason::unspecified);
    const auto authority = issuer();
    const auto crl = read(issue_list(authority, head(), entries).value());
    const unsigned char* spki = authority.certificate.public_key_info.data();
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        d2i_PUBKEY(nullptr, &spki, static_cast<long>(authority.certificate.public_key_info.size())),
        EVP_PKEY_free);
    BOOST_TEST(X509_CRL_verify(crl.get(), key.get()) == 1);
    BOOST_TEST(X509_CRL_get_version(crl.get()) == 1);
    const auto* revoked = X509_CRL_get_REVOKED(crl.get());
    BOOST_REQUIRE(sk_X509_REVOKED_num(revoked) == 2);
    const auto* first = sk_X509_REVOKED_value(revoked, 0);
    BOOST_TEST(ASN1_INTEGER_get(X509_REVOKED_get0_serialNumber(first)) == 0xF102);
    BOOST_TEST(X509_REVOKED_get_ext_by_NID(first, NID_crl_reason, -1) == 0);
    BOOST_TEST(X509_REVOKED_get_ext_count(sk_X509_REVOKED_value(revoked, 1)) == 0);
    BOOST_TEST(has(crl, NID_authority_key_identifier));
    BOOST_TEST(has(crl, NID_crl_number));
    BOOST_TEST(X509_CRL_get_ext_count(crl.get()) == 2);
}

BOOST_AUTO_TEST_CASE(without_entries_there_is_no_sequence_of_them)
{
    const auto crl = read(issue_list(issuer(), head(), {}).value());
    BOOST_TEST(X509_CRL_get_REVOKED(crl.get()) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_delta_says_so_and_has_no_pointer_to_itself)
{
    auto delta = head();
    delta.base = 127;
    delta.delta_urls = {"http://pki.example.test/delta.crl"};
    const auto crl = read(issue_list(issuer(), delta, {}).value());
    BOOST_TEST(is_critical(crl, NID_delta_crl));
    BOOST_TEST(!has(crl, NID_freshest_crl));
    auto complete = head();
    complete.delta_urls = delta.delta_urls;
    const auto base = read(issue_list(issuer(), complete, {}).value());
    BOOST_TEST(has(base, NID_freshest_crl));
    BOOST_TEST(!has(base, NID_delta_crl));
}

BOOST_AUTO_TEST_CASE(a_list_of_users_alone_says_so)
{
    auto alone = head();
    alone.users_alone = true;
    const auto crl = read(issue_list(issuer(), alone, {}).value());
    BOOST_TEST(is_critical(crl, NID_issuing_distribution_point));
}

BOOST_AUTO_TEST_CASE(refuses_an_end_before_the_beginning_and_an_issuer_that_may_not)
{
    auto backwards = head();
    backwards.next_update = backwards.this_update;
    BOOST_TEST(issue_list(issuer(), backwards, {}).error().message ==
               "nextUpdate is not after thisUpdate");
    auto authority = issuer();
    authority.certificate.may_sign_lists = false;
    BOOST_TEST((issue_list(authority, head(), {}).error().code == Errc::refused));
}

BOOST_AUTO_TEST_CASE(reasons_have_the_names_of_the_standard)
{
    BOOST_TEST((reason_from("KEYcompromise").value() == Reason::key_compromise));
    BOOST_TEST(to_text(Reason::remove_from_crl) == "removeFromCRL");
    BOOST_TEST((reason_from("7").error().code == Errc::usage));
}

BOOST_AUTO_TEST_SUITE_END()
