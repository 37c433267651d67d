#pragma once

#include "ledger/sqlite.h"
#include "ledger/writer.h"

namespace mdm::ledger {

/// What a ledger is inside. The session stands before the statements, which must go first.
struct Ledger::State_ {
    State_() = default;
    State_(const State_&) = delete;
    State_& operator=(const State_&) = delete;
    ~State_() = default;

    /// As many as one enrollment writes.
    static constexpr std::size_t few = 4;

    std::string path;
    soci::session sql;
    std::string columns = certificate_columns(); ///< of a certificate, in this ledger
    Writer writer{sql};
    std::size_t rows = 0; ///< written so far

    /// Runs `write`, which writes `count` rows, in a transaction, which stands if it yields no
    /// error and does not throw.
    template <class Write>
    auto written(std::size_t count, sqlite::Outlives outlives, Write write) -> decltype(write());

    /// What `call` yields; what it throws becomes an error that names the ledger.
    template <class Call>
    auto guarded(Call call) -> decltype(call())
    {
        try {
            return call();
        } catch (const std::exception& thrown) {
            return sqlite::failure(sql, path, thrown);
        }
    }
};

} // namespace mdm::ledger
