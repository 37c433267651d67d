#include "ledger/state.h"

#include <limits>

namespace mdm::ledger {
namespace {

// A walk takes this many rows at a time and lets go of the database between, so that a reader that
// is slow, or stands still, keeps no writer from emptying the log.
constexpr std::size_t page = 256;

/// Seconds, rounded up: a row is kept in whole seconds, so this splits rows as `time` would.
long long ceil_seconds(Time time)
{
    return std::chrono::ceil<std::chrono::seconds>(time).time_since_epoch().count();
}

/// The values that a filter binds where they are not its own: they must stay where they are.
struct Conditions {
    explicit Conditions(const Filter& filter)
        : state(filter.state ? to_text(*filter.state) : ""),
          since(filter.since ? ceil_seconds(*filter.since) : std::numeric_limits<long long>::min()),
          until(filter.until ? ceil_seconds(*filter.until) : std::numeric_limits<long long>::max()),
          end(filter.ends_before ? ceil_seconds(*filter.ends_before) : 0)
    {
    }
    std::string state;
    long long since;
    long long until;
    long long end;
};

template <class Row>
std::vector<Row> rows_of(soci::statement& statement, const Row& row)
{
    std::vector<Row> rows;
    for (bool found = statement.execute(true); found; found = statement.fetch())
        rows.push_back(row);
    return rows;
}

/// All rows whose `column`, a literal, has `value`. People ask so, programs by serial: the columns
/// have no index of their own, which every signing would pay for; asked for the serials alone, the
/// database need only go through the index of the walk.
std::vector<Entry> find_all(soci::session& sql, const std::string& columns,
                            const std::string& column, const std::string& value)
{
    std::string serial;
    soci::statement statement = (sql.prepare << "SELECT serial FROM certificate WHERE " << column
                                             << " = :it ORDER BY reserved_at, serial",
                                 soci::into(serial), soci::use(value));
    std::vector<Entry> entries;
    for (const auto& found : rows_of(statement, serial))
        if (auto entry = find_entry(sql, columns, found))
            entries.push_back(std::move(*entry));
    return entries;
}

/// Adds a condition, and the value that it binds, where `wanted` has one.
template <class Wanted, class Value>
void use_if(soci::statement& statement, std::string& text, const std::optional<Wanted>& wanted,
            const char* condition, const Value& value)
{
    if (!wanted)
        return;
    text += condition;
    statement.exchange(soci::use(value));
}

/// The same of a text, which is bound where it stands.
void use_if(soci::statement& statement, std::string& text, const std::optional<std::string>& wanted,
            const char* condition)
{
    if (wanted)
        use_if(statement, text, wanted, condition, *wanted);
}

/// Walks a table a page at a time: `statement` yields the rows after the last of `row`.
template <class Row, class Each>
void walk(soci::statement& statement, const Row& row, Row& last, Each each)
{
    for (;;) {
        const auto rows = rows_of(statement, row);
        for (const auto& found : rows)
            if (!each(found))
                return;
        if (rows.size() < page)
            return;
        last = rows.back();
    }
}

std::string limit()
{
    return " LIMIT " + std::to_string(page);
}

void walk_certificates(soci::session& sql, const std::string& columns, const Filter& filter,
                       const std::function<bool(const Entry&)>& each)
{
    const Conditions values(filter);
    CertificateRow row;
    CertificateRow last;
    last.reserved_at = values.since;
    soci::statement statement(sql);
    into_row(statement, row);
    // The first condition is the one that the index serves; a row value would say it in one.
    std::string text = "SELECT " + columns +
                       " FROM certificate WHERE reserved_at >= :last"
                       " AND (reserved_at > :last_again OR serial > :serial)"
                       " AND reserved_at < :until";
    statement.exchange(soci::use(last.reserved_at));
    statement.exchange(soci::use(last.reserved_at));
    statement.exchange(soci::use(last.serial));
    statement.exchange(soci::use(values.until));
    use_if(statement, text, filter.serial, " AND serial = :only");
    use_if(statement, text, filter.user, " AND user_name = :user");
    use_if(statement, text, filter.device_id, " AND device_id = :device");
    use_if(statement, text, filter.profile, " AND profile = :profile");
    use_if(statement, text, filter.kind, " AND kind = :kind");
    use_if(statement, text, filter.key_thumbprint, " AND key_thumbprint = :key");
    use_if(statement, text, filter.state, " AND state = :state", values.state);
    use_if(statement, text, filter.ends_before, " AND not_after < :end", values.end);
    prepare(statement, text + " ORDER BY reserved_at, serial" + limit());
    walk(statement, row, last, [&](const auto& found) { return each(entry_from(found)); });
}

void walk_attempts(soci::session& sql, const std::string& columns, const Filter& filter,
                   const std::function<bool(const Attempt&)>& each)
{
    const Conditions values(filter);
    AttemptRow row;
    AttemptRow last;
    soci::statement statement(sql);
    into_row(statement, row);
    std::string text = "SELECT " + columns +
                       " FROM attempt WHERE number > :last"
                       " AND happened_at >= :since AND happened_at < :until";
    statement.exchange(soci::use(last.number));
    statement.exchange(soci::use(values.since));
    statement.exchange(soci::use(values.until));
    use_if(statement, text, filter.user, " AND user_name = :user");
    use_if(statement, text, filter.device_id, " AND device_id = :device");
    use_if(statement, text, filter.kind, " AND kind = :kind");
    use_if(statement, text, filter.outcome, " AND outcome = :outcome");
    prepare(statement, text + " ORDER BY number" + limit());
    walk(statement, row, last, [&](const auto& found) { return each(attempt_from(found)); });
}

} // namespace

Result<std::optional<Entry>> Ledger::find_serial(const std::string& serial)
{
    return state_->repeated([&]() -> Result<std::optional<Entry>> {
        return find_entry(state_->sql, state_->columns, serial);
    });
}

Result<std::optional<Entry>> Ledger::find_thumbprint(const std::string& thumbprint)
{
    return state_->repeated([&]() -> Result<std::optional<Entry>> {
        auto entries = find_all(state_->sql, state_->columns, "thumbprint", thumbprint);
        if (entries.empty())
            return std::optional<Entry>();
        return std::optional(std::move(entries.front()));
    });
}

Result<std::vector<Entry>> Ledger::find_trace(const std::string& trace_id)
{
    return state_->repeated([&]() -> Result<std::vector<Entry>> {
        return find_all(state_->sql, state_->columns, "trace_id", trace_id);
    });
}

Result<std::vector<Attempt>> Ledger::find_attempts(const std::string& trace_id)
{
    return state_->repeated([&]() -> Result<std::vector<Attempt>> {
        AttemptRow row;
        soci::statement statement(state_->sql);
        into_row(statement, row);
        statement.exchange(soci::use(trace_id));
        prepare(statement, "SELECT " + state_->attempt_columns +
                               " FROM attempt WHERE trace_id = :trace_id ORDER BY number");
        std::vector<Attempt> attempts;
        for (const auto& found : rows_of(statement, row))
            attempts.push_back(attempt_from(found));
        return attempts;
    });
}

Result<std::vector<std::string>> Ledger::find_unassigned()
{
    return state_->repeated(
        [&]() -> Result<std::vector<std::string>> {
            std::string serial;
            soci::statement statement =
                (state_->sql.prepare
                     << "SELECT serial FROM revocation WHERE authority = '' ORDER BY serial",
                 soci::into(serial));
            return rows_of(statement, serial);
        });
}

Result<void> Ledger::list_revocations(const RevocationList& list,
                                      const std::function<bool(const Listed&)>& each)
{
    return state_->guarded([&]() -> Result<void> {
        walk_revocations(state_->sql, list, each);
        return {};
    });
}

Result<void> Ledger::list(const Filter& filter, const std::function<bool(const Entry&)>& each)
{
    return state_->guarded([&]() -> Result<void> {
        walk_certificates(state_->sql, state_->columns, filter, each);
        return {};
    });
}

Result<void> Ledger::list_attempts(const Filter& filter,
                                   const std::function<bool(const Attempt&)>& each)
{
    return state_->guarded([&]() -> Result<void> {
        walk_attempts(state_->sql, state_->attempt_columns, filter, each);
        return {};
    });
}

} // namespace mdm::ledger
