#pragma once

#include "ledger_fixture.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace mdm::ledger {

/// Makes of a ledger one of an older version: takes away what later versions added, and puts back
/// what they took away.
inline void turn_back(const Folder& folder, long long version)
{
    soci::session sql(soci::sqlite3, folder.path);
    struct Addition {
        long long version;
        const char* removal;
    };
    sql << "DROP INDEX certificate_request";
    sql << "CREATE UNIQUE INDEX certificate_key ON certificate (request_key)";
    if (version >= 5)
        sql << "CREATE INDEX certificate_owner ON certificate (LOWER(user_name))";
    for (const auto& [added_in, removal] :
         {Addition{2, "DROP TABLE spent_token"}, Addition{3, "DROP TABLE signed_message"},
          Addition{4, "ALTER TABLE certificate DROP COLUMN renews"},
          Addition{4, "ALTER TABLE certificate DROP COLUMN enrollment_type"},
          Addition{5, "ALTER TABLE certificate DROP COLUMN os_version"},
          Addition{5, "DROP TABLE revocation"}, Addition{5, "DROP TABLE revocation_list"},
          Addition{5, "ALTER TABLE attempt DROP COLUMN rule"},
          Addition{6, "DROP TABLE submission"}})
        if (added_in > version)
            sql << removal;
    sql << "UPDATE ledger_version SET version = :version", soci::use(version);
}

} // namespace mdm::ledger
