#include "ledger/revocation.h"

#include "ledger/rows.h"

#include <vector>

namespace mdm::ledger {
namespace {

/// The number of the authority's last list, complete or not, written or not; 0 where there is none.
long long last_number(soci::session& sql, const std::string& authority)
{
    long long number = 0;
    sql << "SELECT COALESCE(MAX(number), 0) FROM revocation_list WHERE authority = :authority",
        soci::into(number), soci::use(authority);
    return number;
}

void write(soci::session& sql, const Entry& entry, const Ruling& ruling)
{
    const std::string& serial = entry.reservation.serial;
    const std::string state(to_text(ruling.state));
    const long long not_after = seconds_since_epoch(entry.reservation.not_after);
    const long long at = seconds_since_epoch(ruling.revocation.at);
    const long long after_list = last_number(sql, ruling.authority);
    sql << "UPDATE certificate SET state = :state WHERE serial = :serial", soci::use(state),
        soci::use(serial);
    sql << "DELETE FROM revocation WHERE serial = :serial", soci::use(serial);
    sql << "INSERT INTO revocation (serial, authority, not_after, revoked_at, reason, after_list)"
           " VALUES (:serial, :authority, :not_after, :revoked_at, :reason, :after_list)",
        soci::use(serial), soci::use(ruling.authority), soci::use(not_after), soci::use(at),
        soci::use(ruling.revocation.reason), soci::use(after_list);
}

/// The last complete list of the authority that was written, as what comes before `list`.
void find_previous(soci::session& sql, RevocationList& list)
{
    long long update = 0;
    sql << "SELECT COALESCE(MAX(number), 0), COALESCE(MAX(this_update), 0) FROM revocation_list"
           " WHERE authority = :authority AND base IS NULL AND state = 'written'",
        soci::into(list.previous), soci::into(update), soci::use(list.authority);
    list.previous_update = time_from_seconds(update);
}

/// Lists with rising numbers have rising times: a reader that has a later one never goes back.
Result<void> require_later(soci::session& sql, const RevocationList& list)
{
    const long long last = last_number(sql, list.authority);
    if (list.number <= last)
        return Error{Errc::refused,
                     "number " + std::to_string(list.number) + " is not above " +
                         std::to_string(last) + ", that of the authority's last list",
                     "RFC 5280 5.2.3"};
    long long update = 0;
    sql << "SELECT COALESCE(MAX(this_update), 0) FROM revocation_list"
           " WHERE authority = :authority",
        soci::into(update), soci::use(list.authority);
    if (seconds_since_epoch(list.this_update) < update)
        return Error{Errc::refused, "the authority's last list is of " +
                                        mdm::to_text(time_from_seconds(update)) +
                                        ", later than the time to go by"};
    return {};
}

/// What has been said since `list` was begun may be on it or not: it is on the next in any case.
std::string conditions(const RevocationList& list)
{
    if (list.base)
        return " AND after_list >= :base";
    // One that is past its end goes once it was on a complete list that is younger than its end
    // (RFC 5280 3.3).
    return " AND reason <> 'removeFromCRL'"
           " AND (after_list >= :previous OR not_after >= :previous_update)";
}

} // namespace

void revise(soci::session& sql, const std::string& columns, std::span<const std::string> serials,
            const Rule& rule)
{
    for (const std::string& serial : serials)
        if (const auto entry = find_entry(sql, columns, serial))
            if (const auto ruling = rule(*entry))
                write(sql, *entry, *ruling);
}

Result<RevocationList> begin_list(soci::session& sql, const ListPlan& plan)
{
    RevocationList list{.authority = plan.authority,
                        .number = plan.number.value_or(0),
                        .base = {},
                        .this_update = plan.this_update,
                        .next_update = plan.next_update};
    if (!plan.number)
        list.number = last_number(sql, plan.authority) + 1;
    TRY(require_later(sql, list));
    find_previous(sql, list);
    if (plan.delta && list.previous == 0)
        return Error{Errc::refused, "there is no complete list yet for a delta to build on",
                     "RFC 5280 5.2.4"};
    if (plan.delta)
        list.base = list.previous;
    const long long base = list.base.value_or(0);
    soci::indicator has_base = list.base ? soci::i_ok : soci::i_null;
    const long long this_update = seconds_since_epoch(list.this_update);
    const long long next_update = seconds_since_epoch(list.next_update);
    sql << "INSERT INTO revocation_list"
           " (authority, number, base, this_update, next_update, state)"
           " VALUES (:authority, :number, :base, :this_update, :next_update, 'begun')",
        soci::use(list.authority), soci::use(list.number), soci::use(base, has_base),
        soci::use(this_update), soci::use(next_update);
    return list;
}

void finish_list(soci::session& sql, const RevocationList& list)
{
    sql << "UPDATE revocation_list SET state = 'written'"
           " WHERE authority = :authority AND number = :number",
        soci::use(list.authority), soci::use(list.number);
}

void walk_revocations(soci::session& sql, const RevocationList& list,
                      const std::function<bool(const Listed&)>& each)
{
    constexpr std::size_t page = 1000;
    const long long before = list.base.value_or(list.previous);
    const long long previous_update = seconds_since_epoch(list.previous_update);
    std::string last;
    std::string serial;
    std::string reason;
    long long at = 0;
    soci::statement statement(sql);
    statement.exchange(soci::into(serial));
    statement.exchange(soci::into(reason));
    statement.exchange(soci::into(at));
    statement.exchange(soci::use(list.authority));
    statement.exchange(soci::use(last));
    statement.exchange(soci::use(before));
    if (!list.base)
        statement.exchange(soci::use(previous_update));
    prepare(statement, "SELECT serial, reason, revoked_at FROM revocation"
                       " WHERE authority = :authority AND serial > :last" +
                           conditions(list) + " ORDER BY serial LIMIT " + std::to_string(page));
    for (std::vector<Listed> rows;; rows.clear()) {
        for (bool found = statement.execute(true); found; found = statement.fetch())
            rows.push_back({serial, {reason, time_from_seconds(at)}});
        for (const auto& row : rows)
            if (!each(row))
                return;
        if (rows.size() < page)
            return;
        last = rows.back().serial;
    }
}

} // namespace mdm::ledger
