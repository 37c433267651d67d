#include "upkeep/revoke.h"

#include "core/text.h"
#include "ledger/fields.h"
#include "x509/certificate.h"

#include <map>

namespace mdm::upkeep {
namespace {

using ledger::Entry;
using ledger::State;
using x509::Reason;

bool is_on_hold(const Entry& entry)
{
    return entry.state == State::revoked && entry.revocation &&
           entry.revocation->reason == x509::to_text(Reason::certificate_hold);
}

/// What makes another reason out of date.
bool is_compromise(Reason reason)
{
    return reason == Reason::key_compromise || reason == Reason::ca_compromise ||
           reason == Reason::aa_compromise;
}

Revised unchanged(const Entry& entry, std::string why)
{
    return {"unchanged", entry, std::move(why)};
}

Revised changed(std::string change, Entry entry, State state, Reason reason, Time at)
{
    entry.state = state;
    entry.revocation = {std::string(x509::to_text(reason)), at};
    return {std::move(change), std::move(entry)};
}

Revised release(const Entry& entry, Time now)
{
    if (!is_on_hold(entry))
        return unchanged(entry,
                         entry.state == State::revoked ? "is revoked for good" : "is not on hold");
    const State state = entry.certificate.empty() ? State::reserved : State::issued;
    return changed("released", entry, state, Reason::remove_from_crl, now);
}

Result<std::vector<std::string>> serials_of(ledger::Ledger& ledger, const ledger::Filter& filter)
{
    std::vector<std::string> serials;
    TRY(ledger.list(filter, [&](const Entry& entry) {
        serials.push_back(entry.reservation.serial);
        return true;
    }));
    return serials;
}

} // namespace

Revised decide(const Entry& entry, Reason reason, Time now)
{
    if (reason == Reason::remove_from_crl)
        return release(entry, now);
    const bool hold = reason == Reason::certificate_hold;
    if (entry.state != State::revoked)
        return changed(hold ? "held" : "revoked", entry, State::revoked, reason, now);
    if (!entry.revocation)
        return unchanged(entry, "is revoked already");
    if (entry.revocation->reason == x509::to_text(reason))
        return unchanged(entry, hold ? "is on hold already" : "is revoked already");
    const Time since = entry.revocation->at;
    if (is_on_hold(entry))
        return changed("revoked", entry, State::revoked, reason, since);
    if (is_compromise(reason))
        return changed("changed", entry, State::revoked, reason, since);
    return unchanged(entry, hold ? "is revoked for good" : "is revoked already");
}

bool is_as_wanted(const Revised& revised, Reason reason)
{
    if (revised.change != "unchanged")
        return true;
    if (reason == Reason::remove_from_crl)
        return revised.entry.state != State::revoked;
    return reason != Reason::certificate_hold || is_on_hold(revised.entry);
}

std::string authority_of(const Entry& entry)
{
    if (entry.certificate.empty())
        return {};
    const auto certificate = x509::parse_certificate(entry.certificate);
    return certificate ? to_hex(certificate->authority_key_identifier) : std::string();
}

Result<std::vector<Revised>> revoke(ledger::Ledger& ledger, const ledger::Filter& filter,
                                    Reason reason, Time now, bool dry_run)
{
    // The search may go through the whole ledger, which no signer should have to wait for.
    const auto serials = TRY(serials_of(ledger, filter));
    std::map<std::string, Revised> revised;
    const auto rule = [&](const Entry& entry) -> std::optional<ledger::Ruling> {
        const auto [place, is_new] =
            revised.insert_or_assign(entry.reservation.serial, decide(entry, reason, now));
        const Revised& verdict = place->second;
        if (verdict.change == "unchanged")
            return std::nullopt;
        return ledger::Ruling{verdict.entry.state, *verdict.entry.revocation, authority_of(entry)};
    };
    if (!dry_run)
        TRY(ledger.revise(serials, rule));
    std::vector<Revised> all;
    for (const std::string& serial : serials) {
        if (dry_run)
            if (const auto entry = TRY(ledger.find_serial(serial)))
                rule(*entry);
        if (const auto found = revised.find(serial); found != revised.end())
            all.push_back(std::move(found->second));
    }
    return all;
}

std::string line_of(const Revised& revised, bool dry_run)
{
    const ledger::Reservation& row = revised.entry.reservation;
    std::string line = printable(row.serial) + ": ";
    if (revised.change == "unchanged")
        line += revised.why;
    else
        line += (dry_run ? "would be " : "") + revised.change;
    if (revised.entry.revocation)
        line += ", " + printable(revised.entry.revocation->reason) + " since " +
                mdm::to_text(revised.entry.revocation->at);
    for (const auto& [name, value] :
         {std::pair("user", &row.user), std::pair("device", &row.device_id)})
        if (!value->empty())
            line += std::string("; ") + name + " " + printable(*value);
    return line + "\n";
}

std::string json_of(const Revised& revised, bool dry_run)
{
    const ledger::Reservation& row = revised.entry.reservation;
    const auto& revocation = revised.entry.revocation;
    return ledger::to_json({{"serial", row.serial},
                            {"change", revised.change},
                            {"why", revised.why},
                            {"dry_run", dry_run ? "true" : ""},
                            {"state", std::string(ledger::to_text(revised.entry.state))},
                            {"revoked_for", revocation ? revocation->reason : ""},
                            {"revoked_at", revocation ? mdm::to_text(revocation->at) : ""},
                            {"user", row.user},
                            {"device_id", row.device_id},
                            {"subject", row.subject},
                            {"not_after", mdm::to_text(row.not_after)},
                            {"key_thumbprint", row.key_thumbprint},
                            {"thumbprint", revised.entry.thumbprint}}) +
           "\n";
}

} // namespace mdm::upkeep
