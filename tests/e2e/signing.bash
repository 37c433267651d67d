# Many signed at once, for tests of the ledger. Sourced after lib.bash.

: "${scratch:?lib.bash comes first}"

# make_record: one record as wstep-sign reads it, to be varied.
make_record() {
    mdm-request issue --user "$LAB_USER" --password-file "$LAB_PASSWORD_FILE" | mdm-auth \
        >"$scratch/record"
}

# records FROM COUNT: the same request of other devices, whose numbers begin with FROM.
records() {
    jq -c --argjson from "$1" --argjson count "$2" '
        . as $record | range($from; $from + $count) | . as $n | $record
        | .device.DeviceID = ["LOAD-\($n)"] | .trace_id = "trace-\($n)"' "$scratch/record"
}

# let_out FILE...: serial and certificate of all that was written out, a line each.
let_out() {
    # What was cut off is no line, and nobody got it.
    grep -h '}$' "$@" | jq -r '.issued // empty | [.serial, .certificate] | @tsv' | sort -u
}

# known: serial and certificate of all that the ledger holds, a line each.
known() {
    mdm-ledger export --json | jq -r 'select(.certificate) | [.serial, .certificate] | @tsv' |
        sort
}

# unknown FILE...: what was written out and is not in the ledger.
unknown() {
    comm -23 <(let_out "$@") <(known)
}

twice() {
    cut -f 1 | sort | uniq -d
}

# sign_at_once PROCESSES TIMES: as many processes, each as often, sign three records of devices of
# their own into $scratch/out.*. Yields how many failed.
sign_at_once() {
    local p pids=() failed=0
    records 0 $(($1 * $2 * 3)) | split -d -a 4 -l 3 - "$scratch/in."
    for ((p = 0; p < $1; ++p)); do
        sign_in_turn $((p * $2)) "$2" &
        pids+=($!)
    done
    for p in "${pids[@]}"; do
        wait "$p" || failed=$((failed + 1))
    done
    return "$failed"
}

# sign_in_turn FIRST COUNT: one process after the other.
sign_in_turn() {
    local n failed=0
    for n in $(seq -f %04g "$1" $(($1 + $2 - 1))); do
        wstep-sign <"$scratch/in.$n" >"$scratch/out.$n" 2>>"$scratch/errors" || failed=1
    done
    return $failed
}

# all_there COUNT: so many certificates were written out, and the ledger holds the same.
all_there() {
    [ "$(let_out "$scratch"/out.* | wc -l)" = "$1" ] &&
        cmp <(let_out "$scratch"/out.*) <(known) && [ -z "$(known | twice)" ]
}

sign() {
    wstep-sign <"$1" >"$2"
}

# kill_in_turn WORKER KILLS LONGEST UNTIL: signing processes, killed at any point. Each has some
# devices of the one before, and many that other workers are at too.
kill_in_turn() {
    local n pid delay
    RANDOM=$1
    for n in $(seq "$2"); do
        [ $SECONDS -lt "$4" ] || break
        tail -n +$((n * 5 + RANDOM % 10)) "$scratch/all" | head -n 20 >"$scratch/in.$1"
        wstep-sign <"$scratch/in.$1" >"$scratch/out.$1.$n" 2>>"$scratch/errors" &
        pid=$!
        delay=$((RANDOM % $3))
        sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
        kill -KILL $pid 2>/dev/null && printf 'x' >>"$scratch/killed"
        wait $pid
    done 2>/dev/null
}

# verified: every row of the ledger fits its certificate.
verified() {
    mdm-ledger verify >"$scratch/verified" 2>&1 || { cat "$scratch/verified" && false; }
}

# crash WORKERS KILLS LIMIT: claims that the ledger loses nothing when so many workers at once kill
# so many signing processes each, which ends after LIMIT seconds. Leaves the devices that have a
# certificate then in $devices.
crash() {
    local begin longest worker jobs=() killed early
    devices=$(($2 * 5 + 30))
    records 0 $devices >"$scratch/all"
    tail -n 20 "$scratch/all" >"$scratch/last"
    begin=$(date +%s%3N)
    claim 'a run that is left alone signs all' sign "$scratch/last" "$scratch/out.first"
    longest=$((2 * ($(date +%s%3N) - begin) + 10)) # milliseconds, for one among others
    for worker in $(seq "$1"); do
        kill_in_turn "$worker" "$2" $longest $((SECONDS + $3)) &
        jobs+=($!)
    done
    wait "${jobs[@]}"
    killed=$(wc -c <"$scratch/killed")
    early=$(let_out "$scratch"/out.[0-9]* | wc -l)
    claim "$killed processes were killed at work" [ "$killed" -ge 10 ]
    claim "$early certificates got out before" [ "$early" -gt 0 ]
    claim 'the ledger knows each of them' [ -z "$(unknown "$scratch"/out.*)" ]
    claim 'no serial number has two certificates' [ -z "$(let_out "$scratch"/out.* | twice)" ]
    claim 'what it holds is whole' verified
    claim 'none failed but by being killed' [ ! -s "$scratch/errors" ]
    claim 'the next run signs all' sign "$scratch/all" "$scratch/out.last"
    claim 'each device has one row, that of its certificate' all_there $devices
    claim 'and none is only reserved' [ "$(mdm-ledger list --state reserved --json | wc -l)" = 0 ]
    claim 'and all of it is whole' verified
}
