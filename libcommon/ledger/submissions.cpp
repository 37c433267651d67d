#include "ledger/submissions.h"

#include "ledger/state.h"

#include <limits>
#include <stdexcept>

namespace mdm::ledger {
namespace {

constexpr long long largest_number = 0x7FFFFFFF;

constexpr const char* select =
    "SELECT number, COALESCE(request_key, ''), trace_id, client, user_name, device_id, profile,"
    " subject, names, key_thumbprint, content, asked_at, record, state, COALESCE(decided_at, 0),"
    " COALESCE(decided_by, ''), COALESCE(reason, ''), COALESCE(serial, '') FROM submission ";

/// A row as statements exchange it: what a submission cannot hold as it is stands beside it.
struct Row {
    Submission text = {};
    std::string state = {};
    long long asked_at = 0;
    long long decided_at = 0;
};

void into_row(soci::statement& statement, Row& row)
{
    Submission& s = row.text;
    statement.exchange(soci::into(s.number));
    for (auto* text : {&s.request_key, &s.trace_id, &s.client, &s.user, &s.device_id, &s.profile,
                       &s.subject, &s.names, &s.key_thumbprint, &s.content})
        statement.exchange(soci::into(*text));
    statement.exchange(soci::into(row.asked_at));
    statement.exchange(soci::into(s.record));
    statement.exchange(soci::into(row.state));
    statement.exchange(soci::into(row.decided_at));
    for (auto* text : {&s.decided_by, &s.reason, &s.serial})
        statement.exchange(soci::into(*text));
}

Submission submission_from(const Row& row)
{
    const auto stage = stage_from(row.state);
    if (!stage)
        throw std::runtime_error("the row of request " + std::to_string(row.text.number) +
                                 " is damaged");
    Submission submission = row.text;
    submission.stage = *stage;
    submission.asked_at = time_from_seconds(row.asked_at);
    submission.decided_at = time_from_seconds(row.decided_at);
    return submission;
}

/// The row of a condition on one value.
template <class Value>
std::optional<Submission> find_where(soci::session& sql, const char* condition, const Value& value)
{
    Row row;
    soci::statement statement(sql);
    into_row(statement, row);
    statement.exchange(soci::use(value));
    prepare(statement, std::string(select) + "WHERE " + condition);
    if (!run(statement))
        return std::nullopt;
    return submission_from(row);
}

bool has_room(soci::session& sql, const std::string& user, const Room& room)
{
    const long long since = seconds_since_epoch(room.since);
    long long all = 0;
    long long own = 0;
    sql << "SELECT COUNT(*), COUNT(CASE WHEN LOWER(user_name) = LOWER(:user_name) THEN 1 END)"
           " FROM submission WHERE state = 'waiting' AND asked_at >= :since",
        soci::into(all), soci::into(own), soci::use(user), soci::use(since);
    return all < static_cast<long long>(room.all) && own < static_cast<long long>(room.per_user);
}

long long free_number(soci::session& sql, long long number)
{
    for (;;) {
        int count = 0;
        sql << "SELECT COUNT(*) FROM submission WHERE number = :number", soci::into(count),
            soci::use(number);
        if (count == 0)
            return number;
        number = number % largest_number + 1;
    }
}

void insert(soci::session& sql, const Submission& s)
{
    const long long asked_at = seconds_since_epoch(s.asked_at);
    const std::string state(to_text(s.stage));
    sql << "INSERT INTO submission (number, request_key, trace_id, client, user_name, device_id,"
           " profile, subject, names, key_thumbprint, content, asked_at, record, state)"
           " VALUES (:number, :request_key, :trace_id, :client, :user_name, :device_id,"
           " :profile, :subject, :names, :key_thumbprint, :content, :asked_at, :record, :state)",
        soci::use(s.number), soci::use(s.request_key), soci::use(s.trace_id), soci::use(s.client),
        soci::use(s.user), soci::use(s.device_id), soci::use(s.profile), soci::use(s.subject),
        soci::use(s.names), soci::use(s.key_thumbprint), soci::use(s.content), soci::use(asked_at),
        soci::use(s.record), soci::use(state);
}

/// Whether a request is another than the one that is there under its key.
bool is_over(const Submission& there, const Submission& fresh, Time since)
{
    switch (there.stage) {
    case Stage::waiting:
        return there.asked_at < since;
    case Stage::approved:
        return there.decided_at < since;
    case Stage::issued:
        return there.key_thumbprint != fresh.key_thumbprint;
    case Stage::denied:
        break;
    }
    return false;
}

std::optional<Submission> submit_in(soci::session& sql, const Submission& fresh, const Room& room)
{
    if (auto there = find_where(sql, "request_key = :request_key", fresh.request_key)) {
        if (!is_over(*there, fresh, room.since))
            return there;
        sql << "UPDATE submission SET request_key = NULL WHERE number = :number",
            soci::use(there->number);
    }
    if (!has_room(sql, fresh.user, room))
        return std::nullopt;
    Submission row = fresh;
    row.number = free_number(sql, fresh.number);
    insert(sql, row);
    return row;
}

/// The values that a filter binds must stay where they are.
struct Bound {
    long long since;
    long long until;
    std::string state;
};

void walk(soci::session& sql, const SubmissionFilter& filter,
          const std::function<bool(const Submission&)>& each)
{
    const Bound values{
        filter.since ? seconds_since_epoch(*filter.since) : std::numeric_limits<long long>::min(),
        filter.until ? seconds_since_epoch(*filter.until) : std::numeric_limits<long long>::max(),
        std::string(filter.stage ? to_text(*filter.stage) : "")};
    Row row;
    soci::statement statement(sql);
    into_row(statement, row);
    std::string text = std::string(select) + "WHERE asked_at >= :since AND asked_at < :until";
    statement.exchange(soci::use(values.since));
    statement.exchange(soci::use(values.until));
    const std::pair<const std::optional<std::string>&, const char*> texts[] = {
        {filter.user, " AND user_name = :user_name"},
        {filter.device_id, " AND device_id = :device_id"},
        {filter.trace_id, " AND trace_id = :trace_id"}};
    for (const auto& [wanted, condition] : texts)
        if (wanted) {
            text += condition;
            statement.exchange(soci::use(*wanted));
        }
    if (filter.stage) {
        text += " AND state = :state";
        statement.exchange(soci::use(values.state));
    }
    prepare(statement, text + " ORDER BY asked_at, number");
    for (bool found = statement.execute(true); found; found = statement.fetch())
        if (!each(submission_from(row)))
            return;
}

} // namespace

Result<std::optional<Submission>> Submissions::submit(const Submission& fresh, const Room& room)
{
    const auto write = [&]() -> Result<std::optional<Submission>> {
        return submit_in(ledger_.state_->sql, fresh, room);
    };
    return ledger_.state_->written(1, Outlives::power, Isolation::serial, write);
}

Result<std::optional<Submission>> Submissions::find(long long number)
{
    return ledger_.state_->repeated([&]() -> Result<std::optional<Submission>> {
        if (ledger_.state_->version < 6)
            return std::optional<Submission>();
        return find_where(ledger_.state_->sql, "number = :number", number);
    });
}

Result<bool> Submissions::use(long long number, const std::string& key_thumbprint)
{
    const auto write = [&]() -> Result<bool> {
        auto& sql = ledger_.state_->sql;
        sql << "UPDATE submission SET state = 'issued', key_thumbprint = :key"
               " WHERE number = :number AND state = 'approved'",
            soci::use(key_thumbprint), soci::use(number);
        const auto row = find_where(sql, "number = :number", number);
        return row && row->stage == Stage::issued && row->key_thumbprint == key_thumbprint;
    };
    return ledger_.state_->written(1, Outlives::process, Isolation::serial, write);
}

Result<void> Submissions::settle(long long number, const std::string& serial)
{
    const auto write = [&]() -> Result<void> {
        ledger_.state_->sql << "UPDATE submission SET serial = :serial WHERE number = :number",
            soci::use(serial), soci::use(number);
        return {};
    };
    return ledger_.state_->written(1, Outlives::process, Isolation::rows, write);
}

Result<std::optional<Submission>> Submissions::decide(long long number, const Decision& decision)
{
    const auto write = [&]() -> Result<std::optional<Submission>> {
        auto& sql = ledger_.state_->sql;
        const std::string state(to_text(decision.stage));
        const long long at = seconds_since_epoch(decision.at);
        sql << "UPDATE submission SET state = :state, decided_at = :at, decided_by = :by,"
               " reason = NULLIF(:reason, '') WHERE number = :number AND state <> 'issued'",
            soci::use(state), soci::use(at), soci::use(decision.by), soci::use(decision.reason),
            soci::use(number);
        return find_where(sql, "number = :number", number);
    };
    return ledger_.state_->written(1, Outlives::power, Isolation::serial, write);
}

Result<void> Submissions::list(const SubmissionFilter& filter,
                               const std::function<bool(const Submission&)>& each)
{
    return ledger_.state_->guarded([&]() -> Result<void> {
        if (ledger_.state_->version >= 6)
            walk(ledger_.state_->sql, filter, each);
        return {};
    });
}

Result<long long> Submissions::forget(Time before, Run run)
{
    constexpr const char* condition =
        " FROM submission WHERE COALESCE(decided_at, asked_at) < :end";
    const long long end = seconds_since_epoch(before);
    const auto work = [&]() -> Result<long long> {
        auto& sql = ledger_.state_->sql;
        long long count = 0;
        if (ledger_.state_->version >= 6)
            sql << std::string("SELECT COUNT(*)") + condition, soci::into(count), soci::use(end);
        if (run == Run::real)
            sql << std::string("DELETE") + condition, soci::use(end);
        return count;
    };
    if (run == Run::dry)
        return ledger_.state_->guarded(work);
    return ledger_.state_->written(1, Outlives::process, Isolation::serial, work);
}

} // namespace mdm::ledger
