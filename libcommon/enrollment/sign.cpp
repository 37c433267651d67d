#include "enrollment/sign.h"

#include "core/file.h"
#include "core/text.h"
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

/// What a device may say of it, and nothing else that it says.
std::string enrollment_type_of(const record::Record& record)
{
    const auto said = record::find_fact(record, "EnrollmentType").value_or("");
    for (const char* type : {"Full", "Device"})
        if (equal_ignoring_case(said, type))
            return type;
    return {};
}

/// The token that the certificate spends. What it was spent on is known for a while only.
Result<std::optional<ledger::SpentToken>, Refusal> token_of(const record::Identity& identity,
                                                            Time now)
{
    if (!identity.token_good_until)
        return std::optional<ledger::SpentToken>();
    if (identity.token_id.empty())
        return refusal_of(
            Subcode::internal_service_fault,
            {Errc::malformed, "the record has a token without an id", "mdm-record(5)"});
    if (now > *identity.token_good_until + ledger::spent_tokens_kept)
        return refusal_of(Subcode::authentication,
                          {Errc::refused, "this sign-in has expired: sign in again"});
    return std::optional(ledger::SpentToken{identity.token_id, *identity.token_good_until});
}

} // namespace

DrawSerial draw_serial_from(std::function<void(std::span<unsigned char>)> random)
{
    // A serial number is no secret, so some are drawn ahead: asking the system costs more than
    // what it yields.
    return [random = std::move(random), drawn = Bytes(), used = std::size_t{0}]() mutable {
        constexpr std::size_t size = 16;
        constexpr std::size_t ahead = 32;
        if (used == drawn.size()) {
            drawn.resize(ahead * size);
            random(drawn);
            used = 0;
        }
        const auto next = drawn.begin() + static_cast<std::ptrdiff_t>(used);
        used += size;
        Bytes serial(next, next + size);
        serial[0] = static_cast<unsigned char>((serial[0] & 0x3F) | 0x40);
        return serial;
    };
}

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

x509::KeyRules Signer::key_rules() const
{
    return {.rsa_bits_min = settings_.profile.rsa_bits,
            .curves = settings_.profile.curves,
            .sha1_signature = settings_.profile.sha1_requests};
}

Result<Order, Refusal> Signer::order_of(const record::Record& record, Time now) const
{
    const config::Profile& profile = settings_.profile;
    if (!record.identity || !record.request)
        return refusal_of(
            Subcode::internal_service_fault,
            {Errc::malformed, "the record has no identity or no request", "mdm-record(5)"});
    const bool renews = record.kind == record::Kind::renew;
    if (renews && !record.renews)
        return refusal_of(Subcode::internal_service_fault,
                          {Errc::malformed, "the record renews no certificate", "mdm-record(5)"});
    auto request = TRY(blame(Subcode::certificate_request,
                             x509::parse_request(record.request->request, key_rules())));
    Order order{.request = std::move(request),
                .kind = renews ? "renew" : "issue",
                .trace_id = record.trace_id,
                .user = record.identity->user,
                .device_id = record::find_fact(record, "DeviceID").value_or("")};
    const Naming naming{order.user, order.device_id, order.trace_id,
                        settings_.provisioning.provider_id, order.request.public_key_info};
    order.subject = TRY(blame(Subcode::certificate_request, subject_of(profile, naming)));
    order.alternative_names =
        TRY(blame(Subcode::certificate_request, alternative_names_of(profile, naming)));
    order.not_before = now - profile.backdate;
    order.not_after = now + profile.validity;
    order.token = TRY(token_of(*record.identity, now));
    order.renews = renews ? record.renews->serial : "";
    order.distinction = order.renews;
    order.enrollment_type = enrollment_type_of(record);
    return order;
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
        auto order = order_of(record, now);
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
