#include "enrollment/sign.h"

#include "core/parallel.h"
#include "enrollment/renewal.h"
#include "ossl/digest.h"
#include "x509/certificate.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>

namespace mdm::enrollment {
namespace {

using fault::Subcode;

Result<ledger::Ledger> open_ledger(const config::Ledger& ledger)
{
    TRY(config::require(ledger.url, "ledger", "url"));
    return ledger::Ledger::open(ledger.url);
}

Refusal refuse_spent_token()
{
    return refusal_of(Subcode::authentication,
                      {Errc::refused, "this sign-in was used for another enrollment already: sign "
                                      "in again"});
}

/// Signs what the row says: a row that another process has reserved for the same request is
/// finished, not doubled.
Result<Bytes, Refusal> sign(const Order& order, const x509::Issuer& issuer,
                            const ledger::Entry& entry)
{
    const ledger::Reservation& row = entry.reservation;
    const auto serial = TRY(blame(Subcode::enrollment_server, parse_hex(row.serial)));
    return blame(Subcode::certificate_request,
                 x509::issue(issuer, order.request.public_key_info,
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

/// Why the ledger reserved nothing.
Refusal refuse_to_reserve(const Error& error)
{
    // Refused is a serial number that is used already; everything else is the ledger's trouble.
    return refusal_of(error.code == Errc::refused ? Subcode::certificate_request
                                                  : Subcode::enrollment_server,
                      error);
}

std::vector<Batch*> batches_of(std::vector<RecordBatch>& parts)
{
    std::vector<Batch*> batches;
    for (RecordBatch& part : parts)
        batches.push_back(&part.batch());
    return batches;
}

} // namespace

Verdict released(const ledger::Entry& entry, const Authority& authority)
{
    if (entry.state == ledger::State::revoked) {
        const bool held = entry.revocation && entry.revocation->reason == "certificateHold";
        return refusal_of(Subcode::certificate_request,
                          {Errc::refused, held ? "the certificate of this key is on hold: ask who "
                                                 "put it there to take that back"
                                               : "the certificate of this key was revoked: use a "
                                                 "new key"});
    }
    return record::Issued{.serial = entry.reservation.serial,
                          .certificate = entry.certificate,
                          .chain = authority.issuer.chain_der,
                          .profile = entry.reservation.profile};
}

Signer::Signer(config::Settings settings, DrawSerial draw_serial)
    : settings_(std::move(settings)), draw_serial_(std::move(draw_serial)),
      authorities_(settings_.authorities), keys_(cores()), ledger_(open_ledger(settings_.ledger))
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

ledger::Reservation Signer::reservation_of(const Order& order, const Authority& authority, Time now)
{
    const std::string key = to_hex(ossl::sha256(order.request.public_key_info));
    return {.request_key = ossl::sha256_of_all({order.kind, order.user, order.device_id, key,
                                                order.profile->name, authority.fingerprint,
                                                order.distinction}),
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

/// One for each order whose authority can sign, which becomes a job; the others are refused.
std::vector<ledger::Reservation> Signer::reservations_of(Batch& batch, Time now)
{
    std::vector<ledger::Reservation> reservations;
    reservations.reserve(batch.orders_.size());
    batch.jobs_.reserve(batch.orders_.size());
    for (std::size_t place = 0; place < batch.orders_.size(); ++place) {
        const Order& order = batch.orders_[place];
        const auto& authority = authorities_.find(order.profile->issuer);
        if (!authority) {
            batch.verdicts_[place] = refusal_of(Subcode::certificate_request, authority.error());
            continue;
        }
        batch.jobs_.push_back({.place = place, .authority = &*authority});
        reservations.push_back(reservation_of(order, *authority, now));
    }
    return reservations;
}

void Signer::reserve(std::span<Batch* const> batches, Time now)
{
    std::vector<ledger::Reservation> reservations;
    for (Batch* batch : batches)
        std::ranges::move(reservations_of(*batch, now), std::back_inserter(reservations));
    if (reservations.empty())
        return;
    std::map<std::string, const admission::Cap*> caps; // by serial
    auto reservation = reservations.begin();
    for (const Batch* batch : batches)
        for (const Batch::Job& job : batch->jobs_) {
            if (const auto& cap = batch->orders_[job.place].cap)
                caps.emplace(reservation->serial, &*cap);
            ++reservation;
        }
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
        const admission::Cap& cap = *caps.at(fresh.serial);
        if (devices < cap.devices)
            return true;
        refusals.insert_or_assign(fresh.serial, refusal_of(cap.objection));
        return false;
    };
    std::unique_lock use(ledger_use_);
    auto rows = ledger_ ? ledger_->reserve(reservations, allow, add) : ledger_.error();
    use.unlock();
    std::size_t next = 0;
    for (Batch* batch : batches) {
        if (!rows) {
            batch->refuse_all(ledger_ ? refuse_to_reserve(rows.error())
                                      : refusal_of(Subcode::enrollment_server, rows.error()));
            continue;
        }
        batch->keep([&](Batch::Job& job, Verdict& verdict) {
            const auto refusal = refusals.find(reservations[next].serial);
            auto& row = (*rows)[next++];
            if (!row)
                verdict = refusal == refusals.end() ? refuse_spent_token() : refusal->second;
            else if (row->state != ledger::State::reserved)
                verdict = released(*row, *job.authority);
            else
                job.row = std::move(*row);
            return row && row->state == ledger::State::reserved;
        });
    }
}

void Signer::certify(Batch& batch, Time now, OwnKeys* keys) const
{
    batch.keep([&](Batch::Job& job, Verdict& verdict) {
        const x509::Issuer& issuer = keys ? keys->of(*job.authority) : job.authority->issuer;
        auto certificate = enrollment::sign(batch.orders_[job.place], issuer, job.row);
        if (!certificate) {
            verdict = certificate.error();
            return false;
        }
        const std::string thumbprint = x509::thumbprint(*certificate);
        job.signed_ = {std::move(job.row.reservation.serial), std::move(certificate).value(),
                       thumbprint, now};
        return true;
    });
}

void Signer::store(std::span<Batch* const> batches)
{
    std::vector<ledger::Ledger::Signed> fresh;
    for (Batch* batch : batches)
        for (Batch::Job& job : batch->jobs_)
            fresh.push_back(std::move(job.signed_));
    if (fresh.empty())
        return;
    std::unique_lock use(ledger_use_);
    const auto stored = ledger_->store(fresh);
    use.unlock();
    std::size_t next = 0;
    for (Batch* batch : batches)
        batch->keep([&](Batch::Job& job, Verdict& verdict) {
            ledger::Ledger::Signed& own = fresh[next];
            if (!stored)
                verdict = refusal_of(Subcode::enrollment_server, stored.error());
            else if (const auto& other = (*stored)[next])
                verdict = released(*other, *job.authority);
            else
                verdict = record::Issued{std::move(own.serial), std::move(own.certificate),
                                         job.authority->issuer.chain_der,
                                         batch->orders_[job.place].profile->name};
            ++next;
            return false;
        });
}

std::vector<Verdict> Signer::issue(std::vector<Order> orders, Time now)
{
    Batch batch(std::move(orders));
    Batch* const one[] = {&batch};
    reserve(one, now);
    certify(batch, now);
    store(one);
    return std::move(batch).verdicts();
}

/// Each batch on a thread that is free, with keys of its own unless it is the only one.
void Signer::certify(std::span<Batch* const> batches, Time now)
{
    for_each_on_cores(batches.size(), [&](std::size_t i, unsigned worker) {
        certify(*batches[i], now, batches.size() > 1 ? &keys_[worker] : nullptr);
    });
}

Work Signer::sign(std::vector<record::Record> records, Time now)
{
    // Shared, since a std::function can be copied.
    const auto parts = std::make_shared<std::vector<RecordBatch>>(split(std::move(records)));
    for_each_on_cores(parts->size(), [&](std::size_t i, unsigned /*worker*/) {
        (*parts)[i].read([&](const record::Record& record) { return decide(record, now); });
    });
    for (RecordBatch& part : *parts)
        part.find_authorities(authorities_);
    reserve(batches_of(*parts), now);
    return [this, parts, now]() -> Finish {
        certify(batches_of(*parts), now);
        return [this, parts, now] { return finish(*parts, now); };
    };
}

std::vector<Outcome> Signer::finish(std::vector<RecordBatch>& parts, Time now)
{
    store(batches_of(parts));
    const auto what_is_left = [&](record::Record& record, const Completion& completion) {
        return complete(record, completion, now);
    };
    std::vector<Outcome> outcomes;
    for (RecordBatch& part : parts)
        std::ranges::move(std::move(part).outcomes(what_is_left, settings_.service.language),
                          std::back_inserter(outcomes));
    return outcomes;
}

} // namespace mdm::enrollment
