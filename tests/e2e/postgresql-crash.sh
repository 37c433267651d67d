#!/bin/bash
# Signing processes that are killed at any point, under load, with the ledger on a PostgreSQL
# server: nothing is lost. The same with a file: ledger-crash.sh. And a server that hangs.

. "$(dirname "$0")/lib.bash"
. "$(dirname "$0")/signing.bash"
. "$(dirname "$0")/postgresql.bash"
trap '"$top/scripts/lab" stop "$scratch/lab"; stop_postgresql; rm -rf "$scratch"' EXIT
start_postgresql
start_lab --ledger "$ledger_url"
make_record
crash 8 25

# A server that stands still, as one behind a network that is gone.
postmaster=$(head -n 1 "$server/data/postmaster.pid")
mapfile -t workers < <(pgrep -P "$postmaster")
kill -STOP "$postmaster" "${workers[@]}"
SECONDS=0
mdm-ledger list >"$scratch/still" 2>&1
claim "a server that stands still is an error of the environment" [ $? = 4 ]
claim "after $SECONDS seconds: $(cat "$scratch/still")" [ $SECONDS -lt 20 ]
kill -CONT "$postmaster" "${workers[@]}"
list() {
    mdm-ledger list --json >"$scratch/list"
}
claim 'and all is well when it goes on' list
finish
