#!/bin/bash
# Signing processes that are killed at any point, under load, and a disk that is full: what was
# written out is known to the ledger, no serial number occurs twice, and the next run works.

. "$(dirname "$0")/lib.bash"
. "$(dirname "$0")/signing.bash"
start_lab
make_record

crash 8 40
claim 'the ledger is whole' [ "$(sqlite3 "$LAB_LEDGER" 'pragma integrity_check')" = ok ]

records 1000 20 >"$scratch/new"
before=$(known)
# No file may grow; what would is told so, not killed.
(
    trap '' XFSZ
    ulimit -f 0
    wstep-sign <"$scratch/new" 2>/dev/null | cat
) | faults >"$scratch/full"
claim "a disk without room gives: $(cat "$scratch/full")" \
    [ "$(cat "$scratch/full")" = '20 EnrollmentServer' ]
claim 'and no row' [ "$(known)" = "$before" ]

records 3000 120 >"$scratch/tight.all"
# A small file system of its own, where the system lets a test make one.
tight() {
    cat >"$scratch/tight" <<END
mkdir -p "$scratch/small" && mount -t tmpfs -o size=512k tmpfs "$scratch/small" || exit 77
sed 's|^url = .*|url = "$scratch/small/ledger.db"|' "$LAB_CONFIG" >"$scratch/lab/tight.toml"
export ENROLLKIT_CONFIG="$scratch/lab/tight.toml"
wstep-sign <"$scratch/tight.all" >"$scratch/tight.first" 2>"$scratch/tight.errors"
wstep-sign <"$scratch/new" >"$scratch/tight.second" 2>>"$scratch/tight.errors"
mdm-ledger export --json >"$scratch/tight.known"
END
    unshare --mount --map-root-user sh "$scratch/tight" 2>"$scratch/unshare" ||
        unshare --mount sh "$scratch/tight" 2>>"$scratch/unshare"
}
if tight; then
    claim "a file system of 512 KiB gets full: $(faults "$scratch"/tight.{first,second} |
        tr '\n' ' ')" grep -q EnrollmentServer <(faults "$scratch"/tight.second)
    claim 'and its ledger knows what got out' [ -z "$(comm -23 \
        <(let_out "$scratch"/tight.{first,second}) \
        <(jq -r 'select(.certificate) | [.serial, .certificate] | @tsv' "$scratch/tight.known" |
            sort))" ]
else
    echo "     no file system of its own: $(tail -n 1 "$scratch/unshare")"
fi

claim 'with room again all is well' sign "$scratch/new" "$scratch/out.new"
claim 'and each certificate is known' all_there $((devices + 20))

crash_streams 20
finish
