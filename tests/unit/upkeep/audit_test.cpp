#include "upkeep/audit.h"

#include "core/file.h"
#include "ossl/digest.h"
#include "x509/issue.h"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

using namespace mdm;
using namespace mdm::upkeep;
using ledger::Entry;
using ledger::State;

namespace {

std::string vector_file(const std::string& name)
{
    auto content = read_file(std::string(MDM_VECTORS) + "/x509/" + name);
    if (!content)
        throw std::runtime_error(content.error().message);
    return std::move(content).value();
}

const Time now = parse_time("2026-11-25T12:00:00Z").value();

/// A row that is as it should be, of a certificate that the authority of the vectors issued.
Entry entry()
{
    const auto issuer =
        x509::parse_issuer(vector_file("issuing.pem"), Secret(vector_file("issuing.key")), "")
            .value();
    const auto key = x509::parse_pem_certificates(vector_file("leaf.pem")).value()[0];
    Entry entry;
    auto& row = entry.reservation;
    row.serial = "4000000000000001";
    row.user = "alice@example.com";
    row.device_id = "D1";
    row.subject = "CN=D1";
    row.not_before = now;
    row.not_after = now + std::chrono::hours(24);
    row.reserved_at = now;
    row.key_thumbprint = to_hex(ossl::sha256(key.public_key_info));
    entry.state = State::issued;
    entry.certificate = x509::issue(issuer, key.public_key_info,
                                    {.serial = parse_hex(row.serial).value(),
                                     .subject = row.subject,
                                     .not_before = row.not_before,
                                     .not_after = row.not_after})
                            .value();
    entry.thumbprint = x509::thumbprint(entry.certificate);
    return entry;
}

Audit audit(const char* authority = "issuing.pem")
{
    return {x509::parse_pem_certificates(vector_file(authority)).value(), now};
}

std::string found(const Entry& entry, Audit by = audit())
{
    std::string text;
    for (const std::string& finding : by.check(entry))
        text += (text.empty() ? "" : "; ") + finding;
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(audit_test)

BOOST_AUTO_TEST_CASE(finds_nothing_in_what_is_right)
{
    BOOST_TEST(found(entry()).empty());
}

BOOST_AUTO_TEST_CASE(finds_every_member_that_differs)
{
    auto wrong = entry();
    wrong.reservation.serial = "02";
    wrong.reservation.subject = "CN=D2";
    wrong.reservation.not_after += std::chrono::seconds(1);
    wrong.reservation.key_thumbprint = "00";
    wrong.thumbprint = "00";
    BOOST_TEST(found(wrong) == "the certificate has another serial number; the certificate has "
                               "another subject; the certificate has another notAfter; the "
                               "certificate has another key; the thumbprint is not that of the "
                               "certificate");
}

BOOST_AUTO_TEST_CASE(finds_certificates_that_cannot_be_read_or_that_nobody_signed)
{
    auto cut = entry();
    cut.certificate.pop_back();
    cut.thumbprint = x509::thumbprint(cut.certificate);
    BOOST_TEST(found(cut).starts_with("cannot be read: "));
    auto flipped = entry();
    flipped.certificate.back() ^= 1U;
    flipped.thumbprint = x509::thumbprint(flipped.certificate);
    BOOST_TEST(found(flipped) == "the signature is not its authority's");
    BOOST_TEST(found(entry(), audit("root.pem")) ==
               "was issued by an authority that is not configured");
    BOOST_TEST(found(entry(), Audit({}, now)).empty());
}

BOOST_AUTO_TEST_CASE(finds_rows_whose_state_is_not_what_they_have)
{
    Entry reserved = entry();
    reserved.state = State::reserved;
    BOOST_TEST(found(reserved) == "is reserved, and the certificate is there");
    reserved.certificate.clear();
    BOOST_TEST(found(reserved).empty());
    reserved.reservation.reserved_at -= std::chrono::seconds(1);
    BOOST_TEST(found(reserved) == "was reserved at 2026-11-25T11:59:59Z and never issued");
    Entry revoked = entry();
    revoked.state = State::revoked;
    BOOST_TEST(found(revoked) == "is revoked, and when and why is not there");
    revoked.revocation = {"superseded", now};
    BOOST_TEST(found(revoked).empty());
    revoked.state = State::issued;
    BOOST_TEST(found(revoked) == "is not revoked, and when and why is there");
    revoked.revocation->reason = "removeFromCRL";
    BOOST_TEST(found(revoked).empty());
}

BOOST_AUTO_TEST_CASE(finds_what_is_there_twice)
{
    auto by = audit();
    BOOST_TEST(by.check(entry()).empty());
    const auto findings = by.check(entry());
    BOOST_REQUIRE(findings.size() == 1);
    BOOST_TEST(findings[0] == "the same certificate is in an earlier row");
}

BOOST_AUTO_TEST_SUITE_END()
