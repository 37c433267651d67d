#pragma once

#include "ledger/database.h"

#include <chrono>

namespace mdm::ledger {

/// A ledger on a PostgreSQL server, or on another that speaks its protocol and SQL. Transactions of
/// any number of processes and machines run at once there; where two get in each other's way the
/// server ends one, which is run again. So is one whose server was restarted. A server that cannot
/// be reached, or does not answer, is waited for as long as connect_timeout in the URL says.
class Postgresql : public Database {
public:
    /// Where the URL says nothing. A device that enrolls may wait for two processes: the one that
    /// signs, and the one that writes the attempt down.
    static constexpr std::chrono::seconds usual_wait{8};

    /// By a URL as libpq reads it. Fails with usage, also when it holds a password, which has its
    /// place in a file; with environment where libpq is not installed. No error repeats the URL.
    static Result<std::unique_ptr<Database>> at(const std::string& url);

    Result<void> open(Access access) override;

    /// Whether a commit waits for the disk is set in the server. Serial is SERIALIZABLE, rows READ
    /// COMMITTED; alone is that too, after taking the lock of a row that all take.
    void begin_write(Outlives outlives, Isolation isolation) override;

    [[nodiscard]] bool is_far() const override { return true; }
    [[nodiscard]] Remedy remedy(const std::exception& thrown) override;
    Error failure(const std::exception& thrown) override;

private:
    Postgresql(std::string name, std::string url, std::chrono::seconds wait)
        : Database(std::move(name)), url_(std::move(url)), wait_(wait)
    {
    }
    void connect();
    bool may_open(const std::exception& thrown, int& refusals);

    std::string url_;
    std::chrono::seconds wait_;
};

} // namespace mdm::ledger
