#include "upkeep/audit.h"

#include "core/text.h"
#include "ossl/digest.h"
#include "x509/name.h"

#include <algorithm>

namespace mdm::upkeep {
namespace {

using ledger::Entry;
using ledger::State;
using x509::Certificate;

/// A certificate's times have whole seconds, and so has the ledger.
bool same_second(Time a, Time b)
{
    return seconds_since_epoch(a) == seconds_since_epoch(b);
}

/// Whether a certificate has the subject that its row says.
bool has_subject(const Certificate& certificate, const std::string& subject)
{
    const auto name = x509::parse_name(subject);
    return name && *name == certificate.subject;
}

} // namespace

std::vector<std::string> Audit::check(const Entry& entry)
{
    Findings findings;
    check_state(entry, findings);
    if (entry.certificate.empty())
        return findings;
    const auto certificate = x509::parse_certificate(entry.certificate);
    if (!certificate)
        findings.push_back("cannot be read: " + certificate.error().message);
    else
        check_certificate(entry, *certificate, findings);
    if (entry.thumbprint != x509::thumbprint(entry.certificate))
        findings.emplace_back("the thumbprint is not that of the certificate");
    check_twice(entry, findings);
    return findings;
}

void Audit::check_state(const Entry& entry, Findings& findings) const
{
    const bool there = !entry.certificate.empty();
    if (entry.state == State::issued && !there)
        findings.emplace_back("is issued, and the certificate is not there");
    if (entry.state == State::reserved && there)
        findings.emplace_back("is reserved, and the certificate is there");
    if (entry.state == State::reserved && entry.reservation.reserved_at < abandoned_)
        findings.push_back("was reserved at " + mdm::to_text(entry.reservation.reserved_at) +
                           " and never issued");
    const bool good_again =
        entry.revocation && entry.revocation->reason == ledger::removed_from_list;
    if (entry.state == State::revoked && (!entry.revocation || good_again))
        findings.emplace_back("is revoked, and when and why is not there");
    if (entry.state != State::revoked && entry.revocation && !good_again)
        findings.emplace_back("is not revoked, and when and why is there");
}

void Audit::check_certificate(const Entry& entry, const Certificate& certificate,
                              Findings& findings) const
{
    const ledger::Reservation& row = entry.reservation;
    const struct {
        bool same;
        const char* what;
    } members[] = {
        {x509::serial_of(certificate) == row.serial, "serial number"},
        {has_subject(certificate, row.subject), "subject"},
        {same_second(certificate.not_before, row.not_before), "notBefore"},
        {same_second(certificate.not_after, row.not_after), "notAfter"},
        {to_hex(ossl::sha256(certificate.public_key_info)) == row.key_thumbprint, "key"},
    };
    for (const auto& [same, what] : members)
        if (!same)
            findings.push_back(std::string("the certificate has another ") + what);
    check_issuer(certificate, findings);
}

void Audit::check_issuer(const Certificate& certificate, Findings& findings) const
{
    if (authorities_.empty())
        return;
    const bool named = std::ranges::any_of(authorities_, [&](const Certificate& authority) {
        return authority.subject == certificate.issuer;
    });
    if (!named) {
        findings.emplace_back("was issued by an authority that is not configured");
        return;
    }
    if (std::ranges::none_of(authorities_, [&](const Certificate& authority) {
            return x509::is_issued_by(certificate, authority);
        }))
        findings.emplace_back("the signature is not its authority's");
}

void Audit::check_twice(const Entry& entry, Findings& findings)
{
    if (!thumbprints_.insert(std::hash<std::string>{}(entry.thumbprint)).second)
        findings.emplace_back("the same certificate is in an earlier row");
}

} // namespace mdm::upkeep
