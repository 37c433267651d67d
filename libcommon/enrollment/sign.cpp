#include "enrollment/sign.h"

#include "enrollment/renewal.h"
#include "ossl/digest.h"
#include "x509/certificate.h"

#include <map>

namespace mdm::enrollment {
namespace {

using fault::Subcode;

Result<ledger::Ledger> open_ledger(const config::Ledger& ledger)
{
    TRY(config::require(ledger.url, "ledger", "url"));
    return ledger::Ledger::open(ledger.url);
}

/// SHA-256 over parts that cannot run into each other: each is preceded by its length.
std::string fingerprint(std::initializer_list<std::string_view> parts)
{
    std::string all;
    for (const std::string_view part : parts)
        all.append(std::to_string(part.size())).append(":").append(part);
    return to_hex(ossl::sha256(bytes_of(all)));
}

Refusal refuse_spent_token()
{
    return refusal_of(Subcode::authentication,
                      {Errc::refused, "this sign-in was used for another enrollment already: sign "
                                      "in again"});
}

bool is_own(record::Kind kind)
{
    return kind == record::Kind::issue || kind == record::Kind::renew;
}

/// Signs what the row says: a row that another process has reserved for the same request is
/// finished, not doubled.
Result<Bytes, Refusal> certify(const Order& order, const Authority& authority,
                               const ledger::Entry& entry)
{
    const ledger::Reservation& row = entry.reservation;
    const auto serial = TRY(blame(Subcode::enrollment_server, parse_hex(row.serial)));
    return blame(Subcode::certificate_request,
                 x509::issue(authority.issuer, order.request.public_key_info,
                             {.serial = serial,
                              .subject = row.subject,
                              .not_before = row.not_before,
                              .not_after = row.not_after,
                              .alternative_names = order.names.alternative_names,
                              .extended_key_usages = {},
                              .key_usages = order.blueprint->key_usages,
                              .usage_extension = order.blueprint->usage_extension,
                              .further_extensions = order.names.extensions}));
}

Signer::Verdict released(const ledger::Entry& entry, const Authority& authority)
{
    if (entry.state == ledger::State::revoked)
        return refusal_of(
            Subcode::certificate_request,
            {Errc::refused, "the certificate of this key was revoked: use a new key"});
    return record::Issued{.serial = entry.reservation.serial,
                          .certificate = entry.certificate,
                          .chain = authority.issuer.chain_der,
                          .profile = entry.reservation.profile};
}

} // namespace

Signer::Signer(config::Settings settings, DrawSerial draw_serial)
    : settings_(std::move(settings)), draw_serial_(std::move(draw_serial)),
      authorities_(settings_.authorities), ledger_(open_ledger(settings_.ledger))
{
}

Result<void> Signer::ready(const config::Profile& profile)
{
    if (const auto& authority = authorities_.find(profile.issuer); !authority)
        return authority.error();
    if (!ledger_)
        return ledger_.error();
    return {};
}

ledger::Reservation Signer::reservation_of(const Job& job, Time now)
{
    const Order& order = *job.order;
    const std::string key = to_hex(ossl::sha256(order.request.public_key_info));
    return {.request_key =
                fingerprint({order.kind, order.user, order.device_id, key, order.profile->name,
                             job.authority->fingerprint, order.distinction}),
            .serial = to_hex(draw_serial_()),
            .trace_id = order.trace_id,
            .kind = order.kind,
            .user = order.user,
            .device_id = order.device_id,
            .profile = order.profile->name,
            .subject = order.names.subject,
            .key_thumbprint = key,
            .not_before = order.not_before,
            .not_after = order.not_after,
            .reserved_at = now,
            .token = order.token,
            .renews = order.renews,
            .enrollment_type = order.enrollment_type,
            .os_version = order.os_version,
            .capped = order.cap.has_value()};
}

Result<std::vector<Result<ledger::Entry, Refusal>>, Refusal>
Signer::reserve(std::span<const Job> jobs, Time now)
{
    if (!ledger_)
        return refusal_of(Subcode::enrollment_server, ledger_.error());
    std::vector<ledger::Reservation> reservations;
    reservations.reserve(jobs.size());
    for (const Job& job : jobs)
        reservations.push_back(reservation_of(job, now));
    std::map<std::string, Refusal> refusals; // by serial
    const auto allow = [&](const ledger::Entry* old, const ledger::Reservation& fresh) {
        auto rules = settings_.renewal;
        if (rules && old != nullptr)
            rules = rules_for(*rules, settings_.profiles, old->reservation.profile);
        auto verdict = require_successor(old, fresh, rules, now);
        if (!verdict)
            refusals.insert_or_assign(fresh.serial, verdict.error());
        return verdict.has_value();
    };
    const auto add = [&](std::size_t devices, const ledger::Reservation& fresh) {
        const auto at = std::ranges::find(reservations, fresh.serial, &ledger::Reservation::serial);
        const auto& cap = *jobs[static_cast<std::size_t>(at - reservations.begin())].order->cap;
        if (devices < cap.devices)
            return true;
        refusals.insert_or_assign(fresh.serial, refusal_of(cap.objection));
        return false;
    };
    auto rows = ledger_->reserve(reservations, allow, add);
    if (rows) {
        std::vector<Result<ledger::Entry, Refusal>> entries;
        for (std::size_t i = 0; i < rows->size(); ++i) {
            const auto refusal = refusals.find(reservations[i].serial);
            if ((*rows)[i])
                entries.emplace_back(std::move(*(*rows)[i]));
            else
                entries.emplace_back(refusal == refusals.end() ? refuse_spent_token()
                                                               : refusal->second);
        }
        return entries;
    }
    // Refused is a serial number that is used already; everything else is the ledger's trouble.
    return refusal_of(rows.error().code == Errc::refused ? Subcode::certificate_request
                                                         : Subcode::enrollment_server,
                      rows.error());
}

/// Signs the orders of jobs, and puts what becomes of each in its place.
void Signer::finish(std::span<const Job> jobs, Time now, std::vector<Verdict>& verdicts)
{
    const auto rows = reserve(jobs, now);
    std::vector<ledger::Ledger::Signed> fresh;
    std::vector<const Job*> makers; // of each of `fresh`
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const Job& job = jobs[i];
        Verdict& verdict = verdicts[job.place];
        if (!rows || !(*rows)[i]) {
            verdict = rows ? (*rows)[i].error() : rows.error();
            continue;
        }
        const ledger::Entry& row = *(*rows)[i];
        if (row.state != ledger::State::reserved) {
            verdict = released(row, *job.authority);
            continue;
        }
        auto certificate = certify(*job.order, *job.authority, row);
        if (!certificate) {
            verdict = certificate.error();
            continue;
        }
        const std::string& serial = row.reservation.serial;
        fresh.push_back({serial, *certificate, x509::thumbprint(*certificate), now});
        makers.push_back(&job);
        verdict = record::Issued{serial, std::move(certificate).value(),
                                 job.authority->issuer.chain_der, job.order->profile->name};
    }
    if (fresh.empty())
        return;
    const auto stored = ledger_->store(fresh);
    for (std::size_t i = 0; i < makers.size(); ++i)
        if (!stored)
            verdicts[makers[i]->place] = refusal_of(Subcode::enrollment_server, stored.error());
        else if (const auto& other = (*stored)[i])
            verdicts[makers[i]->place] = released(*other, *makers[i]->authority);
}

std::vector<Signer::Verdict> Signer::issue(std::span<const Order> orders, Time now)
{
    std::vector<Verdict> verdicts;
    verdicts.reserve(orders.size());
    std::vector<Job> jobs;
    jobs.reserve(orders.size());
    for (const Order& order : orders) {
        const auto& authority = authorities_.find(order.profile->issuer);
        if (authority)
            jobs.push_back({&order, &*authority, verdicts.size()});
        verdicts.push_back(authority ? Verdict(record::Issued{})
                                     : refusal_of(Subcode::certificate_request, authority.error()));
    }
    if (!jobs.empty())
        finish(jobs, now, verdicts);
    return verdicts;
}

std::vector<Outcome> Signer::sign(std::vector<record::Record> records, Time now)
{
    const std::string& language = settings_.service.language;
    std::vector<Outcome> outcomes;
    outcomes.reserve(records.size());
    std::vector<Order> orders;
    orders.reserve(records.size());
    std::vector<std::size_t> places; // of each order in `outcomes`
    for (record::Record& record : records) {
        if (!is_own(record.kind) || record.fault || record.issued) {
            outcomes.push_back({std::move(record), ""});
            continue;
        }
        auto order = order_from(record, settings_, blueprints_, now);
        if (!order) {
            outcomes.push_back(refused(std::move(record), order.error(), language));
            continue;
        }
        orders.push_back(std::move(order).value());
        places.push_back(outcomes.size());
        outcomes.push_back({std::move(record), ""});
    }
    auto verdicts = issue(orders, now);
    for (std::size_t i = 0; i < places.size(); ++i) {
        Outcome& outcome = outcomes[places[i]];
        if (verdicts[i])
            outcome.record.issued = std::move(verdicts[i]).value();
        else
            outcome = refused(std::move(outcome.record), verdicts[i].error(), language);
    }
    return outcomes;
}

} // namespace mdm::enrollment
