# A ledger, ledger.db, from ledger.sql.
sqlite3 ledger.db < "$CASE/../ledger.sql"
