#pragma once

#include "ledger/database.h"
#include "ledger/patience.h"
#include "ledger/writer.h"

#include <optional>
#include <utility>

namespace mdm::ledger {

/// A transaction that is taken back unless it was committed.
class Transaction {
public:
    Transaction(Database& database, Outlives outlives, Isolation isolation) : sql_(database.sql())
    {
        database.begin_write(outlives, isolation);
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction()
    {
        if (done_)
            return;
        try {
            sql_.rollback();
        } catch (const std::exception&) {
            // The database has taken it back itself: its disk failed, or the connection to it.
            return;
        }
    }
    void commit()
    {
        sql_.commit();
        done_ = true;
    }

private:
    soci::session& sql_;
    bool done_ = false;
};

/// What a ledger is inside. The session stands before the statements, which must go first.
struct Ledger::State_ {
    State_(std::unique_ptr<Database> closed, Access wanted)
        : database(std::move(closed)), sql(database->sql()), access(wanted)
    {
        writer.emplace(sql, database->is_far());
    }
    State_(const State_&) = delete;
    State_& operator=(const State_&) = delete;
    ~State_() = default;

    /// As many as one enrollment writes.
    static constexpr std::size_t few = 4;
    /// How long those that write at once may go on getting in each other's way.
    static constexpr std::chrono::seconds contention_limit{30};

    std::unique_ptr<Database> database;
    soci::session& sql;
    Access access;
    long long version = schema_version;          ///< of the tables
    std::string columns = certificate_columns(); ///< of a certificate, in this ledger
    std::string attempt_columns = ledger::attempt_columns();
    std::optional<Writer> writer;
    std::size_t rows = 0; ///< written so far

    /// Runs `write`, which writes `count` rows, in a transaction, which stands if it yields no
    /// error and does not throw. It may be run more than once, and where a connection was lost, it
    /// may have been committed before: what it did must be what it would find to do again.
    template <class Write>
    auto written(std::size_t count, Outlives outlives, Isolation isolation, Write write)
        -> decltype(write())
    {
        return repeated([&]() -> decltype(write()) {
            if (rows <= few && rows + count > few)
                database->expect_many();
            rows += count;
            Transaction transaction(*database, outlives, isolation);
            auto result = write();
            if (!result)
                return result;
            transaction.commit();
            return result;
        });
    }

    /// What `call` yields, which is run again while the database has a remedy for what it throws.
    template <class Call>
    auto repeated(Call call) -> decltype(call())
    {
        for (std::optional<Patience> patience;;) {
            Remedy remedy = Remedy::none;
            Error error;
            try {
                return call();
            } catch (const std::exception& thrown) {
                remedy = database->remedy(thrown);
                error = database->failure(thrown);
            }
            if (!patience)
                patience.emplace(contention_limit);
            if (remedy == Remedy::none || !patience->pause())
                return error;
            if (remedy == Remedy::reconnect)
                TRY(reconnect());
        }
    }

    Result<void> reconnect()
    {
        writer.emplace(sql, database->is_far(), Writer::Again::yes);
        return database->open(access);
    }

    /// What `call` yields; what it throws becomes an error that names the ledger.
    template <class Call>
    auto guarded(Call call) -> decltype(call())
    {
        try {
            return call();
        } catch (const std::exception& thrown) {
            return database->failure(thrown);
        }
    }
};

} // namespace mdm::ledger
