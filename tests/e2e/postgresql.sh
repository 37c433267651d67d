#!/bin/bash
# A ledger on a PostgreSQL server: devices enroll, what looks after the ledger does so, 64 processes
# sign at once, also while the server is restarted, and where there is no server the answer is
# EnrollmentServer, soon. Processes that are killed at work: postgresql-crash.sh.

. "$(dirname "$0")/lib.bash"
. "$(dirname "$0")/signing.bash"
. "$(dirname "$0")/postgresql.bash"
trap '"$top/scripts/lab" stop "$scratch/lab"; stop_postgresql; rm -rf "$scratch"' EXIT
start_postgresql
start_lab --ledger "$ledger_url"
make_record

message issue "$(csr -newkey rsa:2048)" >"$scratch/issue"
post Enrollment "$scratch/issue"
answered 'a device enrolls' rstrc
cp "$scratch/body" "$scratch/first"
post Enrollment "$scratch/issue"
answered 'the same request again is answered' rstrc
claim 'the ledger has one certificate' [ "$(mdm-ledger list --json | wc -l)" = 1 ]
claim 'and two attempts' [ "$(mdm-ledger list --attempts --json | wc -l)" = 2 ]
serial=$(mdm-ledger list --json | jq -r .serial)
claim 'which it shows by serial' grep -q 'BEGIN CERTIFICATE' <(mdm-ledger show "$serial")
enroll() {
    mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" "$@" >"$scratch/enroll" 2>&1 ||
        { cat "$scratch/enroll" && false; }
}
claim 'mdm-enroll enrolls' enroll --user "$LAB_USER" --password-file "$LAB_PASSWORD_FILE" \
    --out-dir "$scratch/device"
claim 'and renews' enroll --renew "$scratch/device" --out-dir "$scratch/renewed"
claim 'the configuration is good' mdm-check-config

# What looks after a ledger, in the SQL of that server: two devices are known by now.
cp "$LAB_CONFIG" "$scratch/config"
cat >>"$LAB_CONFIG" <<END
[[admission.rules]]
name = "two each"
device_cap = 2
[authority.crl]
file = "$scratch/list.crl"
delta_file = "$scratch/delta.crl"
END
said() {
    "$@" >"$scratch/said" 2>&1 || { cat "$scratch/said" && false; }
}
listed() {
    openssl crl -inform DER -in "$1" -noout -text | sed -n 's/^ *Serial Number: *//p' | sort
}
later=$(date -u -d '+3 years' +%FT%TZ)
device=E2E-THIRD message issue "$(csr -newkey rsa:2048)" >"$scratch/third"
post Enrollment "$scratch/third"
refused 'a third device of two' Authorization
claim 'by the rule that the ledger names' grep -q '^rule *two each$' \
    <(mdm-ledger show "$(xpath 'string(//N(TraceId))')")
claim 'verify finds nothing' said mdm-ledger verify
claim 'stats count the devices' [ "$(mdm-ledger stats --json | jq .devices)" = 2 ]
claim 'report writes a page' grep -q '</html>' <(mdm-ledger report)
claim 'one device is revoked' said mdm-revoke --device E2E-DEVICE
claim 'and no certificate else' \
    [ "$(mdm-ledger list --state revoked --json | jq -r .serial)" = "$serial" ]
claim 'a list is written' said mdm-crl
claim 'which has it' [ "$(listed "$scratch/list.crl")" = "$serial" ]
post Enrollment "$scratch/third"
answered 'what is revoked makes room for the third' rstrc
claim 'which is put on hold' said mdm-revoke --device E2E-THIRD --reason certificateHold
claim 'a delta is written' said mdm-crl --delta
third=$(mdm-ledger list --device E2E-THIRD --json | jq -r .serial)
claim 'which has that alone' [ "$(listed "$scratch/delta.crl")" = "$third" ]
claim 'it is good again' said mdm-revoke --device E2E-THIRD --reason removeFromCRL
claim 'verify finds nothing' said mdm-ledger verify
prune() {
    mdm-ledger prune --now "$later" --expired-for 40 --reserved-for 2 "$@" >"$scratch/pruned"
}
claim 'prune would take what has ended' prune --attempts-for 365 --dry-run
claim 'and takes nothing yet' [ "$(mdm-ledger list --json | wc -l)" = 4 ]
cp "$scratch/pruned" "$scratch/would"
claim 'prune takes it' prune --attempts-for 365
claim 'the same as it said' cmp "$scratch/would" "$scratch/pruned"
claim 'the attempts too' [ "$(mdm-ledger list --attempts --json | wc -l)" = 0 ]
claim 'but not what a list has yet to show' \
    [ "$(mdm-ledger list --json | jq -r .serial)" = "$serial" ]
claim 'a list that is younger is written' said mdm-crl --now "$later"
claim 'and prune takes the last' prune
claim 'the ledger is empty' [ -z "$(mdm-ledger list --json)" ]
cp "$scratch/config" "$LAB_CONFIG"

claim '64 processes at once sign without a failure' sign_at_once 64 2
claim 'each certificate is in the ledger, and no other' all_there 384
sql 'DELETE FROM certificate'
rm -f "$scratch"/{in,out}.*
sign_at_once 64 3 &
signing=$!
until [ "$(cat "$scratch"/out.* 2>/dev/null | wc -l)" -gt 30 ] || ! kill -0 $signing; do
    sleep 0.02
done
claim 'the server is restarted while 64 sign' control restart
claim 'none of them fails' wait $signing
claim 'each certificate is in the ledger, and no other' all_there 576
[ ! -s "$scratch/errors" ] || cat "$scratch/errors"

rows=$(mdm-ledger list --json | wc -l)
yes "$(head -n 1 "$scratch/in.0000")" | head -n 1000 | wstep-sign >"$scratch/answers"
claim 'the same request 1000 times gets one certificate' \
    [ "$(let_out "$scratch/answers" | wc -l)" = 1 ]
claim 'and adds no row' [ "$(mdm-ledger list --json | wc -l)" = "$rows" ]

records 5000 200 >"$scratch/half"
head -n 100 "$scratch/half" >"$scratch/known"
claim 'a hundred devices are signed for' sign "$scratch/known" "$scratch/out.known"
sign "$scratch/half" "$scratch/out.half" &
other=$!
claim 'and with a hundred more, once' sign "$scratch/half" "$scratch/out.again"
claim 'and at the same time by another process' wait $other
claim 'each has one certificate' [ "$(let_out "$scratch"/out.{known,half,again} | wc -l)" = 200 ]
claim 'which the ledger knows' [ -z "$(unknown "$scratch"/out.{known,half,again})" ]
claim 'and a row of its own' [ "$(mdm-ledger list --json | wc -l)" = $((rows + 200)) ]

mdm-ledger list --ledger "postgresql://ledger:s3cret@/postgres?host=$server" >"$scratch/secret" 2>&1
claim 'a password in the URL is refused as wrong usage' [ $? = 2 ]
claim 'and not repeated' [ "$(grep -c s3cret "$scratch/secret")" = 0 ]

control stop
message issue "$(csr -newkey rsa:2048)" >"$scratch/issue"
SECONDS=0
post Enrollment "$scratch/issue"
refused "without a server, after $SECONDS seconds" EnrollmentServer
claim 'within the time that a device waits' [ $SECONDS -lt 30 ]
control start
post Enrollment "$scratch/issue"
answered 'with a server again all is well' rstrc

# A plain client's request that has to be approved, in the tables of that server.
cat >>"$LAB_CONFIG" <<END
[[profiles]]
name = "approved"
for = { clients = ["wstep"] }
approval = true
END
ask() {
    mdm-request "$@" --user "$LAB_USER" --password-file "$LAB_PASSWORD_FILE" |
        mdm-auth | wstep-sign | mdm-provision >"$scratch/body"
}
disposition() { xpath 'string(//N(DispositionMessage))'; }
openssl ecparam -name prime256v1 -genkey -noout -out "$scratch/plain.key"
claim 'a plain client asks' ask plain --key "$scratch/plain.key"
claim 'and waits' [ "$(disposition)" = 'Taken Under Submission' ]
request=$(mdm-approve list --json | jq -r .request_id)
claim 'its request is approved' said mdm-approve approve --by operator "$request"
claim 'it asks what became of it' ask query "$request"
claim 'and has its certificate' [ "$(disposition)" = Issued ]
claim 'verify finds nothing' said mdm-ledger verify
claim 'what was decided can be pruned' prune --requests-for 1
claim 'and is gone' [ -z "$(mdm-ledger list --requests --json)" ]

claim 'the password is in no log' sh -c "! grep -rqF -f '$LAB_PASSWORD_FILE' '$scratch/lab/log'"
finish
