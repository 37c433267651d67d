#pragma once

#include "core/result.h"

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <soci/soci.h>

namespace mdm::ledger {

/// `look` only connects, whatever there is.
enum class Access { look, read, write };

/// What a commit outlives once it has returned: the end of the process, or a power cut too, for
/// which it waits for the disk.
enum class Outlives { process, power };

/// What transactions see of each other. `serial`: they run as if one came after the other, so one
/// may decide by what it has read. `rows`: each statement sees what others have committed, and a
/// row that it changes is locked; enough where every statement is right on its own. `alone`: none
/// but one of these runs at a time, which one that counts up needs.
enum class Isolation { serial, rows, alone };

/// What may follow on a failure: nothing; the same transaction again, after a pause; or the same
/// over a new connection, since that of before is gone and with it what was prepared.
enum class Remedy { none, again, reconnect };

/// One kind of database: all that is not the same SQL everywhere. Where it says nothing of
/// failures, a call throws what SOCI throws.
class Database {
public:
    explicit Database(std::string name) : name_(std::move(name)) {}
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    virtual ~Database() = default;

    /// What messages call it. It holds no secret.
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] soci::session& sql() { return sql_; }

    /// Connects. For writing, the tables are made where they are not there, by whichever process
    /// comes first. Fails with environment, also when the database is not a ledger or one of a
    /// newer version.
    virtual Result<void> open(Access access) = 0;

    virtual void begin_write(Outlives outlives, Isolation isolation) = 0;

    /// Whether every statement is a journey to a server and back.
    [[nodiscard]] virtual bool is_far() const { return false; }

    /// Says that this process writes often.
    virtual void expect_many() {}

    [[nodiscard]] virtual Remedy remedy(const std::exception& thrown) = 0;

    /// "NAME: cannot use the ledger: ..." with environment. No value of a statement is in it.
    virtual Error failure(const std::exception& thrown) = 0;

private:
    std::string name_;
    soci::session sql_;
};

/// Whether the URL names a database on a server, and not a file.
bool is_server(std::string_view url);

/// The database that a URL names, not opened yet: "postgresql://...", "sqlite:PATH" or a plain
/// path. Fails with usage; with environment where what it takes is not installed.
Result<std::unique_ptr<Database>> database_at(const std::string& url);

/// Whether a database with tables of this version is a ledger that these tools can use. Fails with
/// environment.
Result<void> check_version(const std::optional<long long>& version, const std::string& name);

} // namespace mdm::ledger
