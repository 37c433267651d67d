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
    # What was cut off is no record, and nobody got it.
    awk 1 "$@" | jq -rR 'fromjson? | .issued // empty | [.serial, .certificate] | @tsv' | sort -u
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

# feed FILE ANSWERS: the records of a file, five at a time, once those before are answered.
feed() {
    local five answers
    exec {answers}<"$2"
    while mapfile -t -n 5 five && [ ${#five[@]} -gt 0 ]; do
        printf '%s\n' "${five[@]}"
        head -n ${#five[@]} <&"$answers" >/dev/null
    done <"$1"
}

# killed_run NAME LONGEST: a signing process with ten devices of its own and ten that others are at
# too, killed after some time, LONGEST microseconds at the most. Yields its status.
killed_run() {
    local requests answers pid reader status delay=$((RANDOM * $2 / 32768))
    {
        sed "s/LOAD-/OWN-$1-/" "$scratch/ten"
        tail -n +$((RANDOM % 491 + 1)) "$scratch/shared" | head -n 10
    } >"$scratch/in.$1"
    exec {requests}< <(feed "$scratch/in.$1" "$pipe")
    exec {answers}> >(exec tee -p "$scratch/out.$1" >"$pipe")
    reader=$!
    wstep-sign <&"$requests" >&"$answers" 2>>"$scratch/errors" &
    pid=$!
    exec {requests}<&- {answers}>&-
    read -rt "$(printf '%d.%06d' $((delay / 1000000)) $((delay % 1000000)))" -u "$never"
    kill -KILL $pid
    wait $pid
    status=$?
    wait $reader
    return $status
}

# learn STATUS: takes what became of a process that was to be killed into `killed` and `longest`,
# the time to the next kill. What ends by itself, one of five or so, does not count, and shortens
# it; what is killed lengthens it. Fails where it was not killed.
learn() {
    case $1 in
    0) longest=$((longest - longest / 4)) && return 1 ;;
    137) longest=$((longest + longest / 16)) killed=$((killed + 1)) ;;
    *) return 1 ;;
    esac
}

# kill_in_turn WORKER KILLS: signing processes, one after the other, until so many were killed. How
# long one lives is learnt.
kill_in_turn() {
    local run=0 killed=0 status never pipe=$scratch/pipe.$1 longest=200000
    RANDOM=$1
    mkfifo "$pipe" "$pipe.never"
    exec {never}<>"$pipe.never"
    while [ $killed -lt "$2" ]; do
        killed_run "$1.$((++run))" $longest
        status=$?
        [ $status = 0 ] || [ $status = 137 ] || return 1
        ! learn $status || wc -l <"$scratch/out.$1.$run" >>"$scratch/killed"
    done 2>/dev/null
}

# faults RECORDS...: how many were issued, or refused with which subcode.
faults() {
    jq -r 'if .issued then "issued" else .fault.subcode end' "$@" | sort | uniq -c | tr -s ' ' |
        sed 's/^ //'
}

# verified: every row of the ledger fits its certificate.
verified() {
    mdm-ledger verify >"$scratch/verified" 2>&1 || { cat "$scratch/verified" && false; }
}

# killed_after LEAST MOST: how many were killed when they had written so many certificates.
killed_after() {
    awk -v least="$1" -v most="$2" '$1 >= least && $1 <= most' "$scratch/killed" | wc -l
}

# crash WORKERS KILLS: claims that the ledger loses nothing when so many workers at once kill so
# many signing processes each. Leaves in $devices how many devices have a certificate then.
crash() {
    local worker jobs=() failed=0 some=$(($1 * $2 / 20)) left early
    records 0 10 >"$scratch/ten"
    records 0 500 >"$scratch/shared"
    for worker in $(seq "$1"); do
        kill_in_turn "$worker" "$2" &
        jobs+=($!)
    done
    for worker in "${jobs[@]}"; do
        wait "$worker" || failed=$((failed + 1))
    done
    claim 'no process failed but by being killed' [ "$failed:$(cat "$scratch/errors")" = 0: ]
    claim "$(killed_after 0 20) processes were killed" [ "$(killed_after 0 20)" = $(($1 * $2)) ]
    claim "$(killed_after 0 0) before they wrote" [ "$(killed_after 0 0)" -ge $some ]
    claim "$(killed_after 1 19) amid it" [ "$(killed_after 1 19)" -ge $some ]
    left=$(mdm-ledger list --state reserved --json | wc -l)
    claim "$left rows were left reserved" [ "$left" -ge $some ]
    early=$(let_out "$scratch"/out.* | wc -l)
    claim "$early certificates got out" [ "$early" -ge $some ]
    claim 'the ledger knows each of them' [ -z "$(unknown "$scratch"/out.*)" ]
    claim 'no serial number has two certificates' [ -z "$(let_out "$scratch"/out.* | twice)" ]
    claim 'what it holds is whole' verified
    sort -u "$scratch"/in.* >"$scratch/all"
    devices=$(wc -l <"$scratch/all")
    claim 'the next run signs all' sign "$scratch/all" "$scratch/out.last"
    claim 'each device has one row, that of its certificate' all_there "$devices"
    claim 'and none is only reserved' [ "$(mdm-ledger list --state reserved --json | wc -l)" = 0 ]
    claim 'and all of it is whole' verified
}

# crash_streams KILLS: claims that nothing is lost when so many processes are killed that sign a
# stream of several batches, which are read, signed, stored and written beside each other.
crash_streams() {
    local run=0 killed=0 amid=0 written pid status longest=400000
    records 0 1700 >"$scratch/stream"
    mkfifo "$scratch/never"
    until [ $killed = "$1" ]; do
        sed "s/LOAD-/STREAM-$((++run))-/" "$scratch/stream" >"$scratch/stream.in"
        wstep-sign <"$scratch/stream.in" >"$scratch/stream.$run" 2>>"$scratch/stream.errors" &
        pid=$!
        read -rt "$(printf '0.%06d' $((RANDOM * longest / 32768)))" <>"$scratch/never"
        kill -KILL $pid
        wait $pid
        status=$?
        [ $status = 0 ] || [ $status = 137 ] || break
        learn $status || continue
        written=$(wc -l <"$scratch/stream.$run")
        [ "$written" = 0 ] || [ "$written" = 1700 ] || amid=$((amid + 1))
    done 2>/dev/null
    claim "$killed streams were killed, and no process failed" \
        [ "$killed:$(cat "$scratch/stream.errors")" = "$1:" ]
    claim "$amid amid their output" [ $amid -ge $(($1 / 10)) ]
    claim 'the ledger knows what got out' [ -z "$(unknown "$scratch"/stream.[0-9]*)" ]
    claim 'no serial number has two certificates' \
        [ -z "$(let_out "$scratch"/stream.[0-9]* | twice)" ]
    claim 'the last stream is signed again' sign "$scratch/stream.in" "$scratch/stream.again"
    claim 'to its end' [ "$(let_out "$scratch/stream.again" | wc -l)" = 1700 ]
    claim 'and agrees with what got out of it' [ -z "$(comm -23 <(let_out "$scratch/stream.$run") \
        <(let_out "$scratch/stream.again"))" ]
    claim 'what the ledger holds is whole' verified
}
