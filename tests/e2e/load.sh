#!/bin/bash
# A load of devices: all of them enroll, some renew, the faulty ones are refused, and an
# interruption leaves a summary that is true. LOAD=1000 plays so many in place of 200.

. "$(dirname "$0")/lib.bash"
start_lab
# Passwords are hashed to be slow to guess, and that is not what is measured.
mdm-passwd add --method sha512 --cost 1000 "$scratch/lab/passwords" "$LAB_USER" \
    <"$LAB_PASSWORD_FILE"
count=${LOAD-200}

load() {
    mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" --reuse-keys 4 --json "$@" \
        >"$scratch/summary" 2>"$scratch/errors"
    status=$?
    cat "$scratch/errors"
}
by_user=(--user "$LAB_USER" --password-file "$LAB_PASSWORD_FILE")
told() { jq -r "$1" "$scratch/summary"; }
issued() { mdm-ledger list --json --state issued | wc -l; }
devices() { mdm-ledger list --json | jq -r .device_id | sort -u | wc -l; }

load "${by_user[@]}" --count "$count" --parallel 32 --histogram "$scratch/latencies.svg"
claim "$count devices enroll in one command" [ "$status:$(told .good)" = 0:true ]
claim 'each of them' [ "$(told .outcomes.enrolled)" = "$count" ]
claim 'and it says nothing besides' [ ! -s "$scratch/errors" ]
claim 'the ledger has as many certificates' [ "$(issued)" = "$count" ]
claim 'of as many devices' [ "$(devices)" = "$count" ]
claim 'every step was measured each time' [ "$(told '[.milliseconds.probe,
    .milliseconds.discover, .milliseconds.policies, .milliseconds.enroll,
    .milliseconds.enrollment] | map(.times) | unique | .[]')" = "$count" ]
claim 'the percentiles are in order' [ "$(told '[.milliseconds[] |
    0 < .p50 and .p50 <= .p95 and .p95 <= .p99 and .p99 <= .max] | all')" = true ]
claim 'the buckets hold every time' \
    [ "$(told '[.milliseconds.enroll.buckets[].count] | add')" = "$count" ]
claim 'the image is well-formed' xmllint --noout "$scratch/latencies.svg"

before=$(issued)
load "${by_user[@]}" --count 20 --parallel 8 --then-renew 25% --out-dir "$scratch/devices"
claim 'a quarter renews' [ "$status:$(told .outcomes.renewed):$(told .outcomes.enrolled)" = 0:5:15 ]
claim 'in the ledger too' [ "$(mdm-ledger list --json | grep -c '"renews"')" = 5 ]
claim 'the certificates are as many as are told' \
    [ "$(told .certificates)" = $(($(issued) - before)) ]
claim 'each device is kept' [ "$(ls "$scratch/devices")" = "$(seq -f %06g 20)" ]
serials() {
    for device in "$scratch"/devices/*; do
        openssl x509 -in "$device/device.pem" -noout -serial | cut -d = -f 2
    done
}
mdm-ledger list --json >"$scratch/ledger"
claim 'with a certificate of the ledger' \
    [ "$(jq -r .serial "$scratch/ledger" | grep -cxF "$(serials)")" = 20 ]
claim 'which is its last' \
    [ "$(jq -r '.renews // empty' "$scratch/ledger" | grep -cxF "$(serials)")" = 0 ]
load "${by_user[@]}" --count 3 --out-dir "$scratch/devices"
claim 'which another run does not touch' [ "$status" = 1 ]

# Each kind of fault gets the answer that is right for it, with each way to know a user.
# faulty POLICY OPTION...
faulty() {
    before=$(issued)
    load --user "$LAB_USER" --auth "$@" --parallel 8 --seed e2e
    claim "faulty devices are refused as they should be: $1" [ "$status:$(told .good)" = 0:true ]
    claim 'and get nothing' [ "$(issued)" = $((before + $(told .outcomes.enrolled))) ]
    told '.endings[] | "     \(.count) \(.step): \(.subcode)"'
}
faulty onprem --password-file "$LAB_PASSWORD_FILE" --count 40 --faulty 16
claim 'exactly as many as were asked for' [ "$(told .outcomes.refused_as_expected)" = 16 ]
claim 'and the others enroll' [ "$(told .outcomes.enrolled)" = 24 ]
faulty federated --token-command "$LAB_TOKEN_COMMAND" --count 14 --faulty 50%
faulty certificate --sign-cert "$LAB_DEVICE_CERT" --sign-key "$LAB_DEVICE_KEY" --count 8 --faulty 4
claim 'the log has no password' sh -c "! grep -qF -f '$LAB_PASSWORD_FILE' '$LAB_LOG'"

for _ in 1 2 3; do $LAB_TOKEN_COMMAND; done >"$scratch/tokens"
load --user "$LAB_USER" --auth federated --token-file "$scratch/tokens" --count 3
claim 'a token a line is good for a device each' [ "$status:$(told .outcomes.enrolled)" = 0:3 ]
load --user "$LAB_USER" --auth federated --token-file "$scratch/tokens" --count 3
claim 'and no more than once' [ "$status:$(told .outcomes.refused)" = 1:3 ]
claim 'which is told with the subcode' [ "$(told '.endings[0].subcode')" = Authentication ]
claim 'and a trace id of the log' grep -qF -- "$(told '.endings[0].first.trace_id')" "$LAB_LOG"

echo 'correct horse' | mdm-passwd add --method sha512 --cost 1000 "$scratch/lab/passwords" \
    bob@example.com
printf '%s:%s\nbob@example.com:correct horse\n' "$LAB_USER" "$password" >"$scratch/users"
before=$(mdm-ledger list --json --user bob@example.com | wc -l)
load --users-file "$scratch/users" --count 6
claim 'users take turns' [ "$status:$(mdm-ledger list --json --user bob@example.com | wc -l)" = \
    0:$((before + 3)) ]

claim 'on a terminal a bar shows how far it is' grep -qE \
    '\[#* *\] *[0-9]+% [0-9]+/40 [0-9]+/s  p50 [0-9]+ p95 [0-9]+ p99 [0-9]+ ms' <(
    script -qec "mdm-enroll --url '$LAB_URL' --ca-bundle '$LAB_CA_BUNDLE' --count 40 \
        --user '$LAB_USER' --password-file '$LAB_PASSWORD_FILE' --reuse-keys 1" /dev/null |
        tr '\r' '\n'
)

# An interruption.
before=$(issued)
mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" --reuse-keys 1 "${by_user[@]}" --json \
    --count 100000 --parallel 8 >"$scratch/summary" 2>"$scratch/errors" &
load=$!
until [ "$(issued)" -gt $((before + 5)) ]; do sleep 0.1; done
kill -TERM $load
begun=$SECONDS
wait $load
claim 'an interrupted run says so' [ "$?:$(told .interrupted):$(told .good)" = 4:true:false ]
claim 'soon' [ $((SECONDS - begun)) -le 30 ]
claim 'in one line' grep -qx \
    'mdm-enroll: interrupted: [0-9]* of 100000 devices were not played to their end' \
    "$scratch/errors"
claim 'and its summary is true' [ "$(told .certificates)" = $(($(issued) - before)) ]
claim 'the ledger is whole' mdm-ledger verify

# A server that takes connections and says nothing: nobody waits for it longer than it is told.
mkfifo "$scratch/fifo"
exec 9<>"$scratch/fifo" # what it would say
openssl s_server -accept 127.0.0.1:0 -cert "$scratch/lab/tls/server.pem" \
    -key "$scratch/lab/tls/server.key" <&9 >"$scratch/silent" 2>&1 &
server=$!
until port=$(sed -n 's/^ACCEPT .*://p' "$scratch/silent") && [ -n "$port" ]; do sleep 0.1; done
mdm-enroll --url "https://localhost:$port" --ca-bundle "$LAB_CA_BUNDLE" "${by_user[@]}" --json \
    --count 5 --parallel 2 >"$scratch/summary" 2>"$scratch/errors" &
load=$!
until grep -q 'BEGIN SSL SESSION' "$scratch/silent"; do sleep 0.1; done
kill -INT $load
begun=$SECONDS
wait $load
claim 'who waits for an answer is cut off' \
    [ "$?:$(told '.outcomes.cut_off == .devices and .devices > 0')" = 4:true ]
claim 'after the time of grace' [ $((SECONDS - begun)) -le 30 ]
kill $server
finish
