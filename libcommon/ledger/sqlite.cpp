#include "ledger/sqlite.h"

#include "core/file.h"
#include "core/text.h"
#include "ledger/schema.h"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mdm::ledger {
namespace {

using namespace sqlite_api;

// A checkpoint copies the log into the database and waits for the disk twice. A process that signs
// once should seldom have to, but it also reads what others left of the log, page by page: between
// the two costs lies this. Its first commit checkpoints, so that its second one begins the log
// anew: the next process does not know what was copied already.
constexpr int pages_between_checkpoints = 128;
// A process that goes on signing gathers more, and checkpoints where it waits for the disk anyway;
// by another commit where that has not happened for long.
constexpr int pages_between_checkpoints_of_many = 4000;
constexpr int pages_at_most = 16000;

// A batch changes this much of a large ledger, which is to stay in memory until it is committed.
constexpr const char* cache_of_many = "PRAGMA cache_size = -8192"; // KiB

// How long a process waits for the others: the pauses double every few times, so that few waiters
// are quick and many do not eat up the processor, and end after about 30 seconds.
constexpr int pauses_of_a_length = 10;
constexpr int lengths = 5;
constexpr int pauses = 3760;
constexpr useconds_t shortest_pause = 500;

/// SQLite's call when a lock is taken: yields 0 to give up. Its own one sleeps up to 100 ms at a
/// time, for which a writer that is gone after one has no use.
int wait_for_lock(void* /*context*/, int times)
{
    if (times >= pauses)
        return 0;
    ::usleep(shortest_pause << std::min(times / pauses_of_a_length, lengths - 1));
    return 1;
}

sqlite_api::sqlite3* connection(soci::session& sql)
{
    const auto* backend = static_cast<soci::sqlite3_session_backend*>(sql.get_backend());
    return backend == nullptr ? nullptr : backend->conn_;
}

/// Makes the file, empty, where there is none: SQLite would make it for everyone to read. The log
/// files get the mode of the file from SQLite.
Result<void> create_file_if_absent(const std::string& path)
{
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
        // A umask may have taken from the mode what the owner needs.
        const bool done = ::fchmod(fd, 0600) == 0;
        ::close(fd);
        return done ? Result<void>{} : file_error(path, "create");
    }
    if (errno != EEXIST)
        return file_error(path, "create");
    // Not opened, just looked at: closing a descriptor of a file would let go of the locks that
    // another connection of this process has on it.
    return {};
}

/// The path as a URI, since in a plain one SOCI and SQLite both would find options.
std::string uri(const std::string& path, std::string_view options)
{
    constexpr std::string_view plain = "/.-_~";
    std::string text = path.starts_with('/') ? "file:" : "file:./";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                                  (c >= 'A' && c <= 'Z') || plain.find(c) != plain.npos;
        if (alphanumeric)
            text += c;
        else
            text.append("%").append(to_hex(ByteView(&byte, 1)));
    }
    return text.append(options);
}

void connect(soci::session& sql, const std::string& path, std::string_view options)
{
    if (connection(sql) != nullptr)
        sql.close();
    sql.open(soci::sqlite3, uri(path, options));
    auto* handle = connection(sql);
    sqlite3_busy_handler(handle, wait_for_lock, nullptr);
    // The last process to close would checkpoint: two waits for the disk in every process that runs
    // alone. The log stays, and is read by the next.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_wal_autocheckpoint(handle, pages_between_checkpoints);
}

bool is(const soci::sqlite3_soci_error& error, int code)
{
    return (error.result() & 0xFF) == code;
}

/// Switches to the write-ahead log; that is written into the file, and costs nothing where it is
/// so already. Two processes that switch at once are told so without the call of wait_for_lock.
void use_log(soci::session& sql)
{
    for (int times = 0;; ++times) {
        try {
            std::string mode;
            sql << "PRAGMA journal_mode = WAL", soci::into(mode);
            if (mode != "wal")
                throw std::runtime_error("its file system cannot hold a write-ahead log");
            return;
        } catch (const soci::sqlite3_soci_error& error) {
            if (!is(error, SQLITE_BUSY) || wait_for_lock(nullptr, times) == 0)
                throw;
        }
    }
}

void begin(soci::session& sql, Outlives outlives)
{
    sql << (outlives == Outlives::power ? "PRAGMA synchronous = FULL"
                                        : "PRAGMA synchronous = NORMAL");
    sql << "BEGIN IMMEDIATE";
}

/// The version of the ledger's tables; nothing where there are none.
std::optional<long long> find_version(soci::session& sql)
{
    try {
        return read_version(sql);
    } catch (const soci::sqlite3_soci_error& error) {
        if (!is(error, SQLITE_ERROR))
            throw;
        return std::nullopt;
    }
}

bool is_empty(soci::session& sql)
{
    int tables = 0;
    sql << "SELECT COUNT(*) FROM sqlite_master", soci::into(tables);
    return tables == 0;
}

Result<void> create_schema(soci::session& sql, const std::string& path)
{
    begin(sql, Outlives::power);
    // Asked under the lock: another process may just have made the tables.
    const auto version = find_version(sql);
    if (version || is_empty(sql)) {
        if (version.value_or(0) < schema_version)
            create_tables(sql, version.value_or(0));
        sql.commit();
        // So that the file alone, without its log, is a ledger from now on. What it yields does not
        // matter: the log is as good as the database.
        sqlite3_wal_checkpoint_v2(connection(sql), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                  nullptr);
        return {};
    }
    sql.rollback();
    return Error{Errc::environment, path + ": a database, but not a ledger"};
}

Result<void> open_to_write(soci::session& sql, const std::string& path)
{
    if (auto made = create_file_if_absent(path); !made)
        return made;
    // SQLite would open what it cannot write for reading, and fail later.
    if (::faccessat(AT_FDCWD, path.c_str(), R_OK | W_OK, AT_EACCESS) != 0)
        return file_error(path, "write");
    connect(sql, path, "?mode=rw");
    use_log(sql);
    auto version = find_version(sql);
    if (!version || *version < schema_version) {
        if (auto made = create_schema(sql, path); !made)
            return made;
        version = find_version(sql);
    }
    return check_version(version, path);
}

bool has_log(soci::session& sql)
{
    struct stat status {};
    const char* file = sqlite3_db_filename(connection(sql), "main");
    return ::stat(sqlite3_filename_wal(file), &status) == 0;
}

Result<std::optional<long long>> read_version_at(soci::session& sql, const std::string& path)
{
    connect(sql, path, "?mode=rw");
    try {
        return find_version(sql);
    } catch (const soci::sqlite3_soci_error& error) {
        if (!is(error, SQLITE_CANTOPEN) && !is(error, SQLITE_READONLY))
            throw;
    }
    if (has_log(sql))
        return Error{Errc::environment, path +
                                            ": cannot read it: its log needs a folder that can "
                                            "be written; copy " +
                                            path + " and " + path + "-wal to one"};
    // Without a log beside it, and none to be made, nobody writes: a copy, to be read as it is.
    connect(sql, path, "?mode=ro&immutable=1");
    return find_version(sql);
}

Result<void> open_to_read(soci::session& sql, const std::string& path)
{
    if (::faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) != 0) {
        if (errno == ENOENT)
            return Error{Errc::environment,
                         path + ": there is no ledger: the first request begins it, or the path "
                                "is wrong"};
        return file_error(path, "read");
    }
    const auto version = TRY(read_version_at(sql, path));
    return check_version(version, path);
}

std::string reason(soci::session& sql, const soci::sqlite3_soci_error& error)
{
    auto* handle = connection(sql);
    std::string text = sqlite3_errstr(error.result());
    const int system = handle == nullptr ? 0 : sqlite3_system_errno(handle);
    const bool by_system = is(error, SQLITE_CANTOPEN) || is(error, SQLITE_IOERR);
    if (by_system && system != 0)
        text += ": " + std::generic_category().message(system);
    return text;
}

} // namespace

Result<void> Sqlite::open(Access access)
{
    try {
        return access == Access::write ? open_to_write(sql(), name()) : open_to_read(sql(), name());
    } catch (const std::exception& thrown) {
        return failure(thrown);
    }
}

void Sqlite::expect_many()
{
    many_ = true;
    sql() << cache_of_many;
}

void Sqlite::begin_write(Outlives outlives, Isolation /*isolation*/)
{
    if (many_)
        sqlite3_wal_autocheckpoint(connection(sql()), outlives == Outlives::power
                                                          ? pages_between_checkpoints_of_many
                                                          : pages_at_most);
    begin(sql(), outlives);
}

Remedy Sqlite::remedy(const std::exception& /*thrown*/)
{
    return Remedy::none;
}

Error Sqlite::failure(const std::exception& thrown)
{
    const auto* error = dynamic_cast<const soci::sqlite3_soci_error*>(&thrown);
    const auto* general = dynamic_cast<const soci::soci_error*>(&thrown);
    // SOCI adds the bound values to what(), and these are not for a message.
    const std::string why = error     ? reason(sql(), *error)
                            : general ? general->get_error_message()
                                      : thrown.what();
    return {Errc::environment, name() + ": cannot use the ledger: " + printable(why)};
}

} // namespace mdm::ledger
