#include "ledger/writer.h"

#include "core/base64.h"

#include <algorithm>
#include <iterator>

namespace mdm::ledger {
namespace {

/// A row is reserved for as long as it takes to sign.
constexpr std::chrono::hours reservations_count{1};

/// The row of a request, as its index finds it.
constexpr const char* is_request =
    "LOWER(user_name) = LOWER(:user_name) AND request_key = :request_key";

/// Whether a reservation is decided by its row alone.
bool is_plain(const Reservation& reservation)
{
    return reservation.renews.empty() && !reservation.capped && !reservation.token;
}

std::string select_where(const std::string& condition)
{
    return "SELECT " + certificate_columns() + " FROM certificate WHERE " + condition;
}

} // namespace

bool Writer::insert()
{
    auto& statement = prepared(insert_, sql_, insert_into_certificate(values_of_row),
                               [&](auto& st) { use_row(st, in_); });
    run(statement);
    return statement.get_affected_rows() == 1;
}

bool Writer::find_by_key()
{
    return run(prepared(find_by_key_, sql_, select_where(is_request), [&](auto& st) {
        into_row(st, out_);
        st.exchange(soci::use(in_.user_name));
        st.exchange(soci::use(in_.request_key));
    }));
}

void Writer::give_up_key()
{
    run(prepared(give_up_key_, sql_,
                 std::string("UPDATE certificate SET request_key = NULL WHERE ") + is_request,
                 [&](auto& st) {
                     st.exchange(soci::use(in_.user_name));
                     st.exchange(soci::use(in_.request_key));
                 }));
}

bool Writer::update()
{
    auto& statement = prepared(update_, sql_,
                               "UPDATE certificate SET state = 'issued', issued_at = :issued_at,"
                               " thumbprint = :thumbprint, certificate = :certificate"
                               " WHERE serial = :serial AND state = 'reserved'",
                               [&](auto& st) {
                                   st.exchange(soci::use(in_.issued_at));
                                   st.exchange(soci::use(in_.thumbprint));
                                   st.exchange(soci::use(in_.certificate));
                                   st.exchange(soci::use(in_.serial));
                               });
    run(statement);
    return statement.get_affected_rows() == 1;
}

bool Writer::find_by_serial()
{
    return run(prepared(find_by_serial_, sql_, select_where("serial = :serial"), [&](auto& st) {
        into_row(st, out_);
        st.exchange(soci::use(in_.serial));
    }));
}

/// Whether the token of a request is its own to spend.
bool Writer::spend(const Reservation& reservation)
{
    token_.id = reservation.token->id;
    // A request that is like no other is known by its serial.
    token_.request_key =
        reservation.request_key.empty() ? reservation.serial : reservation.request_key;
    token_.good_until = seconds_since_epoch(reservation.token->good_until);
    token_.forgotten = seconds_since_epoch(reservation.reserved_at - spent_tokens_kept);
    auto& statement = prepared(spend_, sql_,
                               "INSERT INTO spent_token (id, request_key, good_until)"
                               " VALUES (:id, :request_key, :good_until) ON CONFLICT DO NOTHING",
                               [&](auto& st) {
                                   st.exchange(soci::use(token_.id));
                                   st.exchange(soci::use(token_.request_key));
                                   st.exchange(soci::use(token_.good_until));
                               });
    run(statement);
    if (statement.get_affected_rows() == 1) {
        run(prepared(forget_tokens_, sql_, "DELETE FROM spent_token WHERE good_until < :forgotten",
                     [&](auto& st) { st.exchange(soci::use(token_.forgotten)); }));
        return true;
    }
    run(prepared(find_token_, sql_, "SELECT request_key FROM spent_token WHERE id = :id",
                 [&](auto& st) {
                     st.exchange(soci::into(token_.spent_on));
                     st.exchange(soci::use(token_.id));
                 }));
    return token_.spent_on == token_.request_key;
}

/// Asks about the certificate that a request renews, if it renews one.
bool Writer::may_follow(const Reservation& reservation, const MayRenew& may_renew)
{
    if (reservation.renews.empty())
        return true;
    in_.serial = reservation.renews;
    const bool known = find_by_serial();
    const Entry old = known ? entry_from(out_) : Entry{};
    return may_renew && may_renew(known ? &old : nullptr, reservation);
}

/// Counts what a user has, and asks whether there may be one more, where it is one more. A device
/// is known by its DeviceID, or its key where it has none. What was revoked or is past its end does
/// not count, nor does a row that a process which died left reserved.
bool Writer::may_grow(const Reservation& reservation, const MayAdd& may_add)
{
    if (!reservation.capped)
        return true;
    const std::string& id = reservation.device_id;
    holdings_ = {.device = id.empty() ? reservation.key_thumbprint : id,
                 .user_name = reservation.user,
                 .now = seconds_since_epoch(reservation.reserved_at),
                 .lately = seconds_since_epoch(reservation.reserved_at - reservations_count)};
    run(prepared(
        count_, sql_,
        "SELECT COUNT(DISTINCT CASE WHEN device <> :device THEN device END),"
        " COUNT(CASE WHEN device = :again THEN 1 END) FROM"
        " (SELECT COALESCE(NULLIF(device_id, ''), key_thumbprint) AS device"
        " FROM certificate WHERE LOWER(user_name) = LOWER(:user_name)"
        " AND ((state = 'issued' AND not_after >= :now)"
        " OR (state = 'reserved' AND reserved_at >= :lately))) AS held",
        [&](auto& st) {
            st.exchange(soci::into(holdings_.others));
            st.exchange(soci::into(holdings_.rows));
            for (const auto* text : {&holdings_.device, &holdings_.device, &holdings_.user_name})
                st.exchange(soci::use(*text));
            st.exchange(soci::use(holdings_.now));
            st.exchange(soci::use(holdings_.lately));
        }));
    return holdings_.rows > 0 ||
           (may_add && may_add(static_cast<std::size_t>(holdings_.others), reservation));
}

Result<Writer::Entries> Writer::reserve(std::span<const Reservation> reservations,
                                        const MayRenew& may_renew, const MayAdd& may_add)
{
    Entries entries;
    entries.reserve(reservations.size());
    while (!reservations.empty()) {
        const bool together = bulk_ && reservations.size() >= Bulk::size &&
                              std::ranges::all_of(reservations.first(Bulk::size), is_plain);
        const std::size_t count = together ? Bulk::size : 1;
        auto inserted = together ? bulk_->insert(reservations.first<Bulk::size>()) : std::nullopt;
        if (inserted)
            std::ranges::move(*inserted, std::back_inserter(entries));
        else
            for (const auto& reservation : reservations.first(count))
                entries.push_back(
                    TRY(reserve(reservation, may_renew, may_add, together ? Again::yes : again_)));
        reservations = reservations.subspan(count);
    }
    return entries;
}

Result<std::optional<Entry>> Writer::reserve(const Reservation& reservation,
                                             const MayRenew& may_renew, const MayAdd& may_add,
                                             Again again)
{
    if (!may_follow(reservation, may_renew) || !may_grow(reservation, may_add))
        return std::optional<Entry>();
    if (reservation.token && !spend(reservation))
        return std::optional<Entry>();
    in_ = row_from(reservation);
    auto entry = TRY(find_or_insert(again));
    return std::optional(std::move(entry));
}

Result<Entry> Writer::find_or_insert(Again again)
{
    if (insert())
        return entry_from(in_);
    if (find_by_key()) {
        const bool past = out_.not_after < in_.reserved_at;
        if (!past || out_.state == to_text(State::revoked))
            return entry_from(out_);
        give_up_key();
        if (insert())
            return entry_from(in_);
    }
    if (again == Again::yes && find_by_serial() && out_ == in_)
        return entry_from(out_);
    return Error{Errc::refused, "serial " + in_.serial + " is used already"};
}

Result<Writer::Entries> Writer::store(std::span<const Ledger::Signed> signed_certificates)
{
    Entries entries;
    entries.reserve(signed_certificates.size());
    while (!signed_certificates.empty()) {
        const bool together = bulk_ && signed_certificates.size() >= Bulk::size;
        const std::size_t count = together ? Bulk::size : 1;
        if (together && bulk_->update(signed_certificates.first<Bulk::size>()))
            entries.resize(entries.size() + count);
        else
            for (const auto& certificate : signed_certificates.first(count))
                entries.push_back(TRY(store(certificate)));
        signed_certificates = signed_certificates.subspan(count);
    }
    return entries;
}

Result<std::optional<Entry>> Writer::store(const Ledger::Signed& signed_certificate)
{
    in_.serial = signed_certificate.serial;
    in_.issued_at = seconds_since_epoch(signed_certificate.issued_at);
    in_.thumbprint = signed_certificate.thumbprint;
    in_.certificate = encode_base64(signed_certificate.certificate);
    if (update())
        return std::optional<Entry>();
    if (find_by_serial())
        return std::optional(entry_from(out_));
    return Error{Errc::environment, "serial " + signed_certificate.serial + " was never reserved"};
}

void Writer::record(std::span<const Attempt> attempts, std::size_t keep)
{
    if (attempts.empty())
        return;
    // Under the lock of the one writer, so no other takes the same numbers.
    long long number = 0;
    sql_ << "SELECT COALESCE(MAX(number), 0) FROM attempt", soci::into(number);
    for (const auto& attempt : attempts) {
        attempt_ = row_from(attempt, ++number);
        run(prepared(record_, sql_,
                     "INSERT INTO attempt (number, trace_id, happened_at, kind, user_name,"
                     " device_id, outcome, subcode, error_type, reason, serial, rule)"
                     " VALUES (:number, :trace_id, :happened_at, :kind, :user_name,"
                     " :device_id, :outcome, :subcode, :error_type, :reason, :serial,"
                     " NULLIF(:rule, ''))",
                     [&](auto& st) { use_row(st, attempt_); }));
    }
    // The numbers have no gaps, so this takes as many of the oldest as were added, once it is full.
    const long long oldest = number - static_cast<long long>(keep);
    sql_ << "DELETE FROM attempt WHERE number <= :oldest", soci::use(oldest);
}

} // namespace mdm::ledger
