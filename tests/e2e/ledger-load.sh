#!/bin/bash
# 64 processes at once on one ledger, and the same request a thousand times: in a file. For a
# server, see postgresql.sh.

. "$(dirname "$0")/lib.bash"
. "$(dirname "$0")/signing.bash"
start_lab
make_record

claim '64 processes at once sign without a failure' sign_at_once 64 2
claim 'and say nothing' [ ! -s "$scratch/errors" ]
claim 'each certificate is in the ledger, and no other' all_there 384
claim 'which has no row that was only reserved' \
    [ "$(mdm-ledger list --state reserved --json | wc -l)" = 0 ]

rows=$(mdm-ledger list --json | wc -l)
head -n 1 "$scratch/in.0000" >"$scratch/again"
yes "$(cat "$scratch/again")" | head -n 2000 | wstep-sign >"$scratch/answers"
claim 'the same request 2000 times gets the same certificate' \
    [ "$(let_out "$scratch/answers")" = "$(let_out "$scratch/out.0000" | grep -F -f \
        <(let_out "$scratch/answers"))" ]
claim '2000 times' [ "$(grep -c '"certificate"' "$scratch/answers")" = 2000 ]
claim 'and adds no row' [ "$(mdm-ledger list --json | wc -l)" = "$rows" ]
claim 'the ledger is whole' [ "$(sqlite3 "$LAB_LEDGER" 'pragma integrity_check')" = ok ]
finish
