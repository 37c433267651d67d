#pragma once

#include <soci/soci.h>

namespace mdm::ledger {

/// The version of the tables that this program writes. A change of the tables raises it.
constexpr long long schema_version = 7;

/// Makes the tables that are not there, inside the transaction of the caller: all of them, or those
/// that a ledger of an older version lacks. Version 2 added the spent tokens, version 3 the signed
/// messages, version 4 the certificate that another one renews, and the enrollment type, version 5
/// the version of the device's system, revocations and the lists of them, and the rule that
/// decided, version 6 the requests that have to be approved, version 7 one index in place of two.
/// `version` is the ledger's own; 0 where it has no tables yet. The SQL here and in all the other
/// statements is what PostgreSQL-compatible engines accept as well.
void create_tables(soci::session& sql, long long version);

/// The version of the ledger's tables. Throws when it has none.
long long read_version(soci::session& sql);

} // namespace mdm::ledger
