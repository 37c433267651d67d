#pragma once

#include "ledger/database.h"

namespace mdm::ledger {

/// A ledger in a file. It has one writer at a time, who waits for the lock, so no transaction ever
/// gets in the way of another.
class Sqlite : public Database {
public:
    explicit Sqlite(const std::string& path) : Database(path) {}

    /// For writing, the file is made with mode 0600 where it is not there.
    Result<void> open(Access access) override;

    /// The log is one file: what is put on the disk takes along all that any process has committed
    /// before.
    void begin_write(Outlives outlives, Isolation isolation) override;

    /// A process that writes often should seldom stop to copy the log into the database. What it
    /// leaves of the log, the next process that signs alone copies.
    void expect_many() override;

    [[nodiscard]] Remedy remedy(const std::exception& thrown) override;
    Error failure(const std::exception& thrown) override;

private:
    bool many_ = false;
};

} // namespace mdm::ledger
