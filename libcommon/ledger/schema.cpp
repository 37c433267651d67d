#include "ledger/schema.h"

namespace mdm::ledger {
namespace {

// The request key is NULL once a row gave it up; the last three columns of a certificate are NULL
// while it is reserved. Each index costs every signing, and one whose next entry may stand anywhere
// costs a page of the log and perhaps a read from the disk. So there is one such for two uses: a
// request is looked up by its user and its key, and what a user has is counted in the transaction
// that reserves. Serial numbers that are drawn together stand together. The walk's index grows at
// its end, and carries what else is searched for, so that a search need not go through the rows.
constexpr const char* tables[] = {
    "CREATE TABLE IF NOT EXISTS ledger_version (version BIGINT NOT NULL PRIMARY KEY)",

    "CREATE TABLE IF NOT EXISTS certificate ("
    " serial TEXT NOT NULL PRIMARY KEY,"
    " request_key TEXT,"
    " trace_id TEXT NOT NULL,"
    " kind TEXT NOT NULL,"
    " user_name TEXT NOT NULL,"
    " device_id TEXT NOT NULL,"
    " profile TEXT NOT NULL,"
    " subject TEXT NOT NULL,"
    " key_thumbprint TEXT NOT NULL,"
    " not_before BIGINT NOT NULL,"
    " not_after BIGINT NOT NULL,"
    " reserved_at BIGINT NOT NULL,"
    " state TEXT NOT NULL,"
    " issued_at BIGINT,"
    " thumbprint TEXT,"
    " certificate TEXT,"
    " renews TEXT,"
    " enrollment_type TEXT,"
    " os_version TEXT)",
    "CREATE INDEX IF NOT EXISTS certificate_walk"
    " ON certificate (reserved_at, serial, trace_id, thumbprint)",
    "CREATE UNIQUE INDEX IF NOT EXISTS certificate_request"
    " ON certificate (LOWER(user_name), request_key)",

    "CREATE TABLE IF NOT EXISTS attempt ("
    " number BIGINT NOT NULL PRIMARY KEY,"
    " trace_id TEXT NOT NULL,"
    " happened_at BIGINT NOT NULL,"
    " kind TEXT NOT NULL,"
    " user_name TEXT NOT NULL,"
    " device_id TEXT NOT NULL,"
    " outcome TEXT NOT NULL,"
    " subcode TEXT NOT NULL,"
    " error_type TEXT NOT NULL,"
    " reason TEXT NOT NULL,"
    " serial TEXT NOT NULL,"
    " rule TEXT)",

    "CREATE TABLE IF NOT EXISTS spent_token ("
    " id TEXT NOT NULL PRIMARY KEY,"
    " request_key TEXT NOT NULL,"
    " good_until BIGINT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS spent_token_end ON spent_token (good_until)",

    "CREATE TABLE IF NOT EXISTS signed_message ("
    " content TEXT NOT NULL PRIMARY KEY,"
    " message TEXT NOT NULL,"
    " certificate TEXT NOT NULL,"
    " good_until BIGINT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS signed_message_end ON signed_message (good_until)",
    "CREATE INDEX IF NOT EXISTS signed_message_certificate ON signed_message (certificate)",

    // A list of revoked certificates is made from this alone, so that it need not look for them
    // among all the others, and signing pays for no index.
    "CREATE TABLE IF NOT EXISTS revocation ("
    " serial TEXT NOT NULL PRIMARY KEY,"
    " authority TEXT NOT NULL,"
    " not_after BIGINT NOT NULL,"
    " revoked_at BIGINT NOT NULL,"
    " reason TEXT NOT NULL,"
    " after_list BIGINT NOT NULL)",

    "CREATE TABLE IF NOT EXISTS revocation_list ("
    " authority TEXT NOT NULL,"
    " number BIGINT NOT NULL,"
    " base BIGINT,"
    " this_update BIGINT NOT NULL,"
    " next_update BIGINT NOT NULL,"
    " state TEXT NOT NULL,"
    " PRIMARY KEY (authority, number))",

    // The request key is NULL once a request gave it up.
    "CREATE TABLE IF NOT EXISTS submission ("
    " number BIGINT NOT NULL PRIMARY KEY,"
    " request_key TEXT UNIQUE,"
    " trace_id TEXT NOT NULL,"
    " client TEXT NOT NULL,"
    " user_name TEXT NOT NULL,"
    " device_id TEXT NOT NULL,"
    " profile TEXT NOT NULL,"
    " subject TEXT NOT NULL,"
    " names TEXT NOT NULL,"
    " key_thumbprint TEXT NOT NULL,"
    " content TEXT NOT NULL,"
    " asked_at BIGINT NOT NULL,"
    " record TEXT NOT NULL,"
    " state TEXT NOT NULL,"
    " decided_at BIGINT,"
    " decided_by TEXT,"
    " reason TEXT,"
    " serial TEXT)",
    "CREATE INDEX IF NOT EXISTS submission_walk ON submission (asked_at, number)",
};

constexpr const char* columns_of_version_4[] = {
    "ALTER TABLE certificate ADD COLUMN renews TEXT",
    "ALTER TABLE certificate ADD COLUMN enrollment_type TEXT",
};

constexpr const char* columns_of_version_5[] = {
    "ALTER TABLE certificate ADD COLUMN os_version TEXT",
    "ALTER TABLE attempt ADD COLUMN rule TEXT",
};

// Before version 7 request keys were unique by themselves too, and are so yet in a ledger that was
// begun then: to take that away is not the same SQL everywhere, and it is only slower.
constexpr const char* index_before_version_7 = "DROP INDEX IF EXISTS certificate_owner";

// Before version 5 a certificate could be revoked by SQL alone, and nobody wrote down when or why.
constexpr const char* revocations_before_version_5 =
    "INSERT INTO revocation (serial, authority, not_after, revoked_at, reason, after_list)"
    " SELECT serial, '', not_after, COALESCE(issued_at, reserved_at), 'unspecified', 0"
    " FROM certificate WHERE state = 'revoked' ON CONFLICT DO NOTHING";

} // namespace

void create_tables(soci::session& sql, long long version)
{
    if (version > 0 && version < 4)
        for (const char* column : columns_of_version_4)
            sql << column;
    if (version > 0 && version < 5)
        for (const char* column : columns_of_version_5)
            sql << column;
    if (version > 0 && version < 7)
        sql << index_before_version_7;
    for (const char* table : tables)
        sql << table;
    if (version > 0 && version < 5)
        sql << revocations_before_version_5;
    sql << "INSERT INTO ledger_version (version) VALUES (:version) ON CONFLICT DO NOTHING",
        soci::use(schema_version);
}

long long read_version(soci::session& sql)
{
    long long version = 0;
    sql << "SELECT COALESCE(MAX(version), 0) FROM ledger_version", soci::into(version);
    return version;
}

} // namespace mdm::ledger
