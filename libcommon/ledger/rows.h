#pragma once

#include "ledger/entry.h"
#include "ledger/schema.h"

#include <cstdint>
#include <optional>
#include <string>

#include <soci/soci.h>

/// The rows of the tables as statements exchange them with the database.
namespace mdm::ledger {

struct CertificateRow {
    std::string serial;
    std::string request_key;
    std::string trace_id;
    std::string kind;
    std::string user_name;
    std::string device_id;
    std::string profile;
    std::string subject;
    std::string key_thumbprint;
    long long not_before = 0;
    long long not_after = 0;
    long long reserved_at = 0;
    std::string state;
    long long issued_at = 0;
    std::string thumbprint;
    std::string certificate; ///< base64
    std::string renews;
    std::string enrollment_type;
    std::string os_version;
    std::string revocation_reason; ///< of another table; empty where there is no revocation
    long long revoked_at = 0;

    bool operator==(const CertificateRow&) const = default;
};

struct AttemptRow {
    long long number = 0;
    std::string trace_id;
    long long happened_at = 0;
    std::string kind;
    std::string user_name;
    std::string device_id;
    std::string outcome;
    std::string subcode;
    std::string error_type;
    std::string reason;
    std::string serial;
    std::string rule;
};

struct HoldingsRow {
    std::string device;
    std::string user_name;
    long long now = 0;
    long long lately = 0; ///< reservations are counted from then on
    long long others = 0; ///< devices of the user besides that one
    long long rows = 0;   ///< of that one
};

struct TokenRow {
    std::string id;
    std::string request_key;
    long long good_until = 0;
    long long forgotten = 0; ///< rows that were good until before this go
    std::string spent_on;    ///< the request key that the ledger holds
};

/// The columns of a SELECT or a RETURNING, in the order in which `into_row` takes them.
/// Those that a ledger of an older version lacks are empty.
std::string certificate_columns(long long version = schema_version);
std::string attempt_columns(long long version = schema_version);
void into_row(soci::statement& statement, CertificateRow& row);
void into_row(soci::statement& statement, AttemptRow& row);

/// Inserts new rows that are not there yet: `values` is one or more of `values_of_row`, and each
/// takes what `use_row` gives.
std::string insert_into_certificate(const std::string& values);
extern const char* const values_of_row;

/// All of a new row, in the order of the columns.
void use_row(soci::statement& statement, const CertificateRow& row);
void use_row(soci::statement& statement, const AttemptRow& row);

CertificateRow row_from(const Reservation& reservation);
AttemptRow row_from(const Attempt& attempt, long long number);

/// What a row stands for. Throws when the ledger holds what nobody wrote with this module.
Entry entry_from(const CertificateRow& row);
Attempt attempt_from(const AttemptRow& row);

/// The row of a serial, by `certificate_columns`.
std::optional<Entry> find_entry(soci::session& sql, const std::string& columns,
                                const std::string& serial);

/// Makes `statement` ready to be executed, after everything was exchanged.
void prepare(soci::statement& statement, const std::string& text);

/// The statement in `slot`, prepared from `text` the first time; `exchange` then says what it takes
/// and yields.
template <class Exchange>
soci::statement& prepared(std::optional<soci::statement>& slot, soci::session& sql,
                          const std::string& text, Exchange exchange)
{
    if (!slot) {
        soci::statement statement(sql);
        exchange(statement);
        prepare(statement, text);
        slot.emplace(statement);
    }
    return *slot;
}

/// Runs a statement that yields one row at most, to its end, since one that could go on keeps the
/// lock of its transaction. Yields whether there was a row.
bool run(soci::statement& statement);

} // namespace mdm::ledger
