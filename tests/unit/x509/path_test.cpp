#include "x509/path.h"

#include "certificate_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::x509;

namespace {

const std::vector<std::string> client{"1.3.6.1.5.5.7.3.2"};

std::vector<Bytes> lists(std::initializer_list<std::string> names)
{
    std::vector<Bytes> all;
    for (const auto& name : names)
        for (auto& list : parse_revocation_lists(certificate_file(name)).value())
            all.push_back(std::move(list));
    return all;
}

PathRules rules(std::initializer_list<std::string> revocation_lists = {})
{
    return {.anchors = {certificate_vector("root")},
            .revocation_lists = lists(revocation_lists),
            .extended_key_usages = client,
            .now = parse_time("2026-11-23T08:15:42Z").value()};
}

/// "" where the path is good, else the kind of the error and its message.
std::string check(const std::string& name, const PathRules& by = rules(),
                  const std::vector<std::string>& intermediates = {})
{
    std::vector<Bytes> others;
    for (const auto& other : intermediates)
        others.push_back(certificate_vector(other));
    const auto good = check_path(certificate_vector(name), others, by);
    if (good)
        return "";
    return (good.error().code == Errc::environment ? "environment: " : "refused: ") +
           good.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(path_test)

BOOST_AUTO_TEST_CASE(a_certificate_of_an_anchor_is_good)
{
    BOOST_TEST(check("alice") == "");
    BOOST_TEST(check("alice-p256") == "");
    BOOST_TEST(check("alice-p384") == "");
}

BOOST_AUTO_TEST_CASE(intermediates_are_a_bridge_and_no_anchors)
{
    const std::string why =
        "refused: the certificate is not trusted: unable to get local issuer certificate";
    BOOST_TEST(check("alice-below", rules(), {"issuing"}) == "");
    BOOST_TEST(check("alice-below", rules(), {"other", "issuing"}) == "");
    BOOST_TEST(check("alice-below") == why);
    BOOST_TEST(check("alice-other", rules(), {"other"}) ==
               "refused: authority 1 above the certificate is not trusted: self-signed certificate "
               "in certificate chain");
    BOOST_TEST(check("alice-other") == why);
}

BOOST_AUTO_TEST_CASE(an_authority_below_the_root_can_be_the_anchor)
{
    PathRules by = rules();
    by.anchors = {certificate_vector("issuing")};
    BOOST_TEST(check("alice-below", by) == "");
    BOOST_TEST(check("alice", by) ==
               "refused: the certificate is not trusted: unable to get local issuer certificate");
    by.revocation_lists = lists({"issuing.crl"});
    BOOST_TEST(check("alice-below", by) == "");
}

BOOST_AUTO_TEST_CASE(no_anchor_trusts_nothing)
{
    PathRules by = rules();
    by.anchors.clear();
    BOOST_TEST(check("alice", by) ==
               "refused: the certificate is not trusted: unable to get local issuer certificate");
}

BOOST_AUTO_TEST_CASE(an_end_entity_is_no_authority)
{
    BOOST_TEST(check("alice-below-leaf", rules(), {"alice"}).starts_with("refused: "));
}

BOOST_AUTO_TEST_CASE(the_time_counts)
{
    BOOST_TEST(check("alice-expired") ==
               "refused: the certificate is not trusted: certificate has expired");
    BOOST_TEST(check("alice-early") ==
               "refused: the certificate is not trusted: certificate is not yet valid");
    PathRules by = rules();
    by.now = parse_time("2026-01-15T00:00:00Z").value();
    BOOST_TEST(check("alice-expired", by) == "");
}

BOOST_AUTO_TEST_CASE(weak_keys_and_hashes_are_refused)
{
    BOOST_TEST(check("alice-small") ==
               "refused: the certificate is not trusted: EE certificate key too weak");
    BOOST_TEST(check("alice-sha1") ==
               "refused: the certificate is not trusted: CA signature digest algorithm too weak");
}

BOOST_AUTO_TEST_CASE(usages_count)
{
    const std::string none =
        "refused: the certificate has none of the extended key usages asked for";
    BOOST_TEST(check("alice-server") == none);
    BOOST_TEST(check("alice-no-usage") == none);
    BOOST_TEST(check("alice-encipherment") ==
               "refused: the certificate is not for digital signatures");
    BOOST_TEST(check("alice-below-server", rules(), {"server-only"}) ==
               "refused: an authority above the certificate is not for this extended key usage");
    PathRules any = rules();
    any.extended_key_usages.clear();
    BOOST_TEST(check("alice-server", any) == "");
    BOOST_TEST(check("alice-no-usage", any) == "");
    PathRules one_of = rules();
    one_of.extended_key_usages = {"1.3.6.1.4.1.311.20.2.2", "1.3.6.1.5.5.7.3.1"};
    BOOST_TEST(check("alice-server", one_of) == "");
}

BOOST_AUTO_TEST_CASE(an_unknown_critical_extension_is_refused)
{
    BOOST_TEST(check("alice-unknown-critical") ==
               "refused: the certificate is not trusted: unhandled critical extension");
}

BOOST_AUTO_TEST_CASE(what_is_revoked_is_refused)
{
    BOOST_TEST(check("alice-revoked") == "");
    BOOST_TEST(check("alice-revoked", rules({"root.crl"})) ==
               "refused: the certificate is not trusted: certificate revoked");
    BOOST_TEST(check("alice", rules({"root.crl"})) == "");
    BOOST_TEST(check("alice", rules({"root.crl.der"})) == "");
}

BOOST_AUTO_TEST_CASE(every_authority_on_the_path_is_looked_up_too)
{
    BOOST_TEST(check("alice-below", rules({"both.crl"}), {"issuing"}) == "");
    BOOST_TEST(check("alice-below", rules({"issuing-revoked.crl", "issuing.crl"}), {"issuing"}) ==
               "refused: authority 1 above the certificate is not trusted: certificate revoked");
    BOOST_TEST(check("alice-below", rules({"root.crl"}), {"issuing"}) ==
               "environment: whether the certificate is revoked cannot be told: unable to get "
               "certificate CRL");
    BOOST_TEST(check("alice-below", rules({"issuing.crl"}), {"issuing"}) ==
               "environment: whether authority 1 above the certificate is revoked cannot be told: "
               "unable to get certificate CRL");
}

BOOST_AUTO_TEST_CASE(a_list_that_is_not_of_now_or_of_another_tells_nothing)
{
    BOOST_TEST(check("alice", rules({"root-of-october.crl"})) ==
               "environment: whether the certificate is revoked cannot be told: CRL has expired");
    BOOST_TEST(check("alice", rules({"root-of-december.crl"})) ==
               "environment: whether the certificate is revoked cannot be told: CRL is not yet "
               "valid");
    BOOST_TEST(check("alice", rules({"other.crl"})) ==
               "environment: whether the certificate is revoked cannot be told: unable to get "
               "certificate CRL");
    BOOST_TEST(check("alice", rules({"root-of-october.crl", "root.crl"})) == "");
}

BOOST_AUTO_TEST_CASE(what_is_no_certificate_is_malformed)
{
    const auto good = check_path(Bytes{1, 2, 3}, {}, rules());
    BOOST_REQUIRE(!good);
    BOOST_TEST((good.error().code == Errc::malformed));
    Bytes longer = certificate_vector("alice");
    longer.push_back(0);
    BOOST_TEST((check_path(longer, {}, rules()).error().code == Errc::malformed));
}

BOOST_AUTO_TEST_CASE(a_file_of_lists_holds_lists)
{
    BOOST_TEST(parse_revocation_lists(certificate_file("both.crl")).value().size() == 2U);
    BOOST_TEST(parse_revocation_lists(certificate_file("root.crl.der")).value().size() == 1U);
    for (const std::string& wrong :
         {std::string(), certificate_file("root.pem"), certificate_file("root.crl.der") + "x"})
        BOOST_TEST(parse_revocation_lists(wrong).error().message ==
                   "not a certificate revocation list, PEM or DER");
}

BOOST_AUTO_TEST_CASE(a_list_has_its_time)
{
    const auto now = rules().now;
    const auto complaint = [&](const std::string& name) {
        const auto good = check_list_time(lists({name}).front(), now);
        return good ? "" : good.error().message;
    };
    BOOST_TEST(complaint("root.crl") == "");
    BOOST_TEST(complaint("root-of-october.crl") == "the revocation list is out of date");
    BOOST_TEST(complaint("root-of-december.crl") == "the revocation list is not yet valid");
    BOOST_TEST((check_list_time(Bytes{1, 2}, now).error().code == Errc::malformed));
}

BOOST_AUTO_TEST_SUITE_END()
