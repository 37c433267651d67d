#pragma once

#include "core/result.h"

#include <exception>
#include <string>

#include <soci/soci.h>

/// All that is true of SQLite alone; every other statement of the module would also do elsewhere.
namespace mdm::ledger::sqlite {

enum class Access { read, write };

/// Opens the file at `path` in `sql`. For writing, the file is made with mode 0600 where it is not
/// there, and the tables in it, by whichever process comes first. Fails with environment, also when
/// the file is another database or a ledger of a newer version.
Result<void> open(soci::session& sql, const std::string& path, Access access);

/// What a commit outlives once it has returned: the end of the process, or a power cut too, for
/// which it waits for the disk. The log is one file: what is put on the disk takes along all that
/// any process has committed before.
enum class Outlives { process, power };

/// Begins a transaction that no other can get in the way of: it waits for the one writer's lock
/// now.
void begin_write(soci::session& sql, Outlives outlives);

/// Says that this process writes often, and should seldom stop to copy the log into the database.
/// What it leaves of the log, the next process that signs alone copies.
void expect_many(soci::session& sql);

/// "PATH: cannot use the ledger: ..." with environment. No value of a statement is in it.
Error failure(soci::session& sql, const std::string& path, const std::exception& thrown);

} // namespace mdm::ledger::sqlite
