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
crash_streams 20

# A server that stands still, as one behind a network that is gone.
postmaster=$(head -n 1 "$server/data/postmaster.pid")
mapfile -t workers < <(pgrep -P "$postmaster")
kill -STOP "$postmaster" "${workers[@]}"
waits() {
    SECONDS=0
    mdm-ledger list "$@" >"$scratch/still" 2>&1
    claim 'a server that stands still is an error of the environment' [ $? = 4 ]
    waited=$SECONDS
}
waits --ledger "$ledger_url&connect_timeout=2"
claim "after $waited seconds, where the URL has 2" [ "$waited" -lt 8 ]
waits
claim "after $waited seconds, where it has none: $(cat "$scratch/still")" [ "$waited" -ge 7 ]
kill -CONT "$postmaster" "${workers[@]}"
list() {
    mdm-ledger list --json >"$scratch/list"
}
claim 'and all is well when it goes on' list

# One that stops amid the work: no answer comes on a connection that is there.
sed -i "s|^url = .*|url = \"$ledger_url\&connect_timeout=2\"|" "$LAB_CONFIG"
records 5000 3000 >"$scratch/many"
wstep-sign <"$scratch/many" >"$scratch/cut" 2>"$scratch/cut.errors" &
signing=$!
until [ -s "$scratch/cut" ] || ! kill -0 $signing 2>/dev/null; do sleep 0.01; done
mapfile -t workers < <(pgrep -P "$postmaster")
kill -STOP "$postmaster" "${workers[@]}"
wait $signing
claim 'what signs then goes on without it' [ $? = 1 ]
kill -CONT "$postmaster" "${workers[@]}"
claim 'with an answer to each request' [ "$(wc -l <"$scratch/cut")" = 3000 ]
claim "of which some are $(faults "$scratch/cut" | tr '\n' ' ')" \
    grep -q EnrollmentServer <(faults "$scratch/cut")
claim 'the ledger knows what got out' [ -z "$(unknown "$scratch/cut")" ]
finish
