#include "enrollment/sign.h"

#include "core/file.h"
#include "enrollment/renewal.h"
#include "ossl/digest.h"
#include "x509/certificate.h"

#include <map>

namespace mdm::enrollment {
namespace {

using fault::Subcode;

Result<x509::Issuer> load_issuer(const config::Authority& authority)
{
    TRY(config::require(authority.certificate, "authority", "certificate"));
    TRY(config::require(authority.key, "authority", "key"));
    const auto certificate = TRY(read_file(authority.certificate));
    const auto key = TRY(read_secret_file(authority.key));
    const auto chain = authority.chain.empty() ? std::string() : TRY(read_file(authority.chain));
    return x509::parse_issuer(certificate, key, chain);
}

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

} // namespace

Signer::Signer(config::Settings settings, DrawSerial draw_serial)
    : settings_(std::move(settings)), draw_serial_(std::move(draw_serial)),
      issuer_(load_issuer(settings_.authority)), ledger_(open_ledger(settings_.ledger))
{
    if (issuer_)
        issuer_fingerprint_ = to_hex(ossl::sha256(issuer_->chain_der.front()));
}

Result<void> Signer::ready() const
{
    if (!issuer_)
        return issuer_.error();
    if (!ledger_)
        return ledger_.error();
    return {};
}

ledger::Reservation Signer::reservation_of(const Order& order, Time now)
{
    const std::string key = to_hex(ossl::sha256(order.request.public_key_info));
    return {.request_key =
                fingerprint({order.kind, order.user, order.device_id, key, settings_.profile.name,
                             issuer_fingerprint_, order.distinction}),
            .serial = to_hex(draw_serial_()),
            .trace_id = order.trace_id,
            .kind = order.kind,
            .user = order.user,
            .device_id = order.device_id,
            .profile = settings_.profile.name,
            .subject = order.subject,
            .key_thumbprint = key,
            .not_before = order.not_before,
            .not_after = order.not_after,
            .reserved_at = now,
            .token = order.token,
            .renews = order.renews,
            .enrollment_type = order.enrollment_type};
}

/// Signs what the row says: a row that another process has reserved for the same request is
/// finished, not doubled.
Result<Bytes, Refusal> Signer::certify(const Order& order, const ledger::Entry& entry) const
{
    const ledger::Reservation& row = entry.reservation;
    const auto serial = TRY(blame(Subcode::enrollment_server, parse_hex(row.serial)));
    return blame(Subcode::certificate_request,
                 x509::issue(*issuer_, order.request.public_key_info,
                             {.serial = serial,
                              .subject = row.subject,
                              .not_before = row.not_before,
                              .not_after = row.not_after,
                              .alternative_names = order.alternative_names,
                              .extended_key_usages = settings_.profile.extended_key_usages}));
}

Signer::Verdict Signer::released(const ledger::Entry& entry) const
{
    if (entry.state == ledger::State::revoked)
        return refusal_of(
            Subcode::certificate_request,
            {Errc::refused, "the certificate of this key was revoked: use a new key"});
    return record::Issued{.serial = entry.reservation.serial,
                          .certificate = entry.certificate,
                          .chain = issuer_->chain_der};
}

Result<std::vector<Result<ledger::Entry, Refusal>>, Refusal>
Signer::reserve(std::span<const Order> orders, Time now)
{
    if (!issuer_)
        return refusal_of(Subcode::certificate_request, issuer_.error());
    if (!ledger_)
        return refusal_of(Subcode::enrollment_server, ledger_.error());
    std::vector<ledger::Reservation> reservations;
    reservations.reserve(orders.size());
    for (const Order& order : orders)
        reservations.push_back(reservation_of(order, now));
    std::map<std::string, Refusal> refusals; // by serial
    const auto allow = [&](const ledger::Entry* old, const ledger::Reservation& fresh) {
        auto verdict = require_successor(old, fresh, settings_.renewal, now);
        if (!verdict)
            refusals.insert_or_assign(fresh.serial, verdict.error());
        return verdict.has_value();
    };
    auto rows = ledger_->reserve(reservations, allow);
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

std::vector<Signer::Verdict> Signer::issue(std::span<const Order> orders, Time now)
{
    if (orders.empty())
        return {};
    const auto rows = reserve(orders, now);
    if (!rows)
        return std::vector<Verdict>(orders.size(), rows.error());
    std::vector<Verdict> verdicts;
    verdicts.reserve(orders.size());
    std::vector<ledger::Ledger::Signed> fresh;
    std::vector<std::size_t> places; // of each of `fresh` in `verdicts`
    for (const auto& row : *rows) {
        const std::size_t place = verdicts.size();
        if (!row || row->state != ledger::State::reserved) {
            verdicts.push_back(row ? released(*row) : Verdict(row.error()));
            continue;
        }
        auto certificate = certify(orders[place], *row);
        if (!certificate) {
            verdicts.push_back(certificate.error());
            continue;
        }
        const std::string& serial = row->reservation.serial;
        const std::string thumbprint = x509::thumbprint(*certificate);
        fresh.push_back({serial, *certificate, thumbprint, now});
        places.push_back(place);
        verdicts.push_back(
            record::Issued{serial, std::move(certificate).value(), issuer_->chain_der});
    }
    if (fresh.empty())
        return verdicts;
    const auto stored = ledger_->store(fresh);
    for (std::size_t i = 0; i < places.size(); ++i)
        if (!stored)
            verdicts[places[i]] = refusal_of(Subcode::enrollment_server, stored.error());
        else if (const auto& other = (*stored)[i])
            verdicts[places[i]] = released(*other);
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
        auto order = order_from(record, settings_, now);
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
