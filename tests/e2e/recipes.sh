#!/bin/bash
# Each of scripts/recipes does what it says.

. "$(dirname "$0")/lib.bash"
recipes=$top/scripts/recipes
export ENROLLKIT_BIN
. "$(dirname "$0")/postgresql.bash"
trap '"$recipes/fault-server" stop "$scratch/faults"; stop_postgresql; rm -rf "$scratch"' EXIT

cd "$scratch" || exit 1
mdm-ca-init --name Ours ours
mdm-ca-init --name Theirs theirs
for user in alice bob; do
    echo "password of $user" >"$user.password"
    mdm-passwd add --method sha512 --cost 1000 passwords "$user@example.com" <"$user.password"
done
cat >enrollkit.toml <<'END'
[service]
auth_policies = ["OnPremise"]
enrollment_url = "https://mdm.example.com/Enrollment.svc"
[onpremise]
password_file = "passwords"
[authority]
certificate = "ours/issuing.pem"
key = "ours/issuing.key"
chain = "ours/root.pem"
[ledger]
url = "ledger.db"
[provisioning]
provider_id = "Example"
address = "https://mdm.example.com/MDM.svc"
END
export ENROLLKIT_CONFIG=$scratch/enrollkit.toml
request() { mdm-request issue --user "$1@example.com" --password-file "$1.password" "${@:2}"; }
# With the password of somebody else.
impostor() { mdm-request issue --user bob@example.com --password-file alice.password; }

echo 'licence-check'
printf 'Alice@example.com\n\nnobody@example.com\n' >licences
claim 'who has a licence is served' sh -c "$(declare -f request); request alice |
    mdm-auth | '$recipes/licence-check' licences | wstep-sign | mdm-provision >answer" 2>err
request bob | mdm-auth | "$recipes/licence-check" licences | wstep-sign | mdm-provision >body
claim 'who has none is not' [ "$(xpath 'string(//N(ErrorType))')" = UserLicense ]
impostor | mdm-auth | "$recipes/licence-check" \
    licences | mdm-fault --record >body
claim 'a refusal before it stays' [ "$(xpath 'string(//N(ErrorType))')" = Authentication ]
: >licences
request alice | mdm-auth | "$recipes/licence-check" licences | mdm-fault --record >body
claim 'an empty file licenses nobody' [ "$(xpath 'string(//N(ErrorType))')" = UserLicense ]
claim 'no file is no licence' sh -c "! echo '{}' | '$recipes/licence-check' nowhere" 2>err

echo 'existing-ca'
cat >their-ca <<'END'
#!/bin/sh
case $ENROLL_DEVICE in *[!A-Za-z0-9-]*) exit 1 ;; esac
openssl x509 -req -in /dev/stdin -CA theirs/issuing.pem -CAkey theirs/issuing.key -days 30 \
    -set_serial "0x4$(openssl rand -hex 15)" -subj "/CN=$ENROLL_DEVICE" 2>their-ca.log
END
chmod +x their-ca
cat theirs/issuing.pem theirs/root.pem >theirs-chain.pem
request bob --device-id THEIRS-1 | mdm-auth | "$recipes/existing-ca" theirs-chain.pem ./their-ca |
    mdm-provision --doc >document
my='string(//characteristic[@type="My"]//parm/@value)'
xmllint --xpath "$my" document | base64 -d | openssl x509 -inform DER -out device.pem
claim 'their authority signed' openssl verify -CAfile theirs/root.pem -untrusted \
    theirs/issuing.pem device.pem
claim 'for the device that asked' \
    [ "$(openssl x509 -in device.pem -noout -subject -nameopt RFC2253)" = 'subject=CN=THEIRS-1' ]
claim 'and their root is what the device gets' grep -q "$(openssl x509 -in theirs/root.pem \
    -outform DER | base64 -w 0 | head -c 100)" document
request bob --device-id 'no;good' | mdm-auth | "$recipes/existing-ca" theirs-chain.pem ./their-ca |
    mdm-provision >body
claim 'what their authority refuses is refused' \
    [ "$(xpath 'string(//N(Subcode)/N(Value))')" = s:CertificateRequest ]
impostor | mdm-auth | "$recipes/existing-ca" theirs-chain.pem \
    ./their-ca | mdm-provision >body
claim 'who is refused before gets none' \
    [ "$(xpath 'string(//N(Subcode)/N(Value))')" = s:Authentication ]

echo 'sign-elsewhere'
# The machine that devices reach has no authority, the other no users.
sed '/^\[authority\]/,/^url/d' enrollkit.toml >front.toml
sed '/^\[onpremise\]/,/^password_file/d; s/ledger.db/other.db/' enrollkit.toml >back.toml
front() { ENROLLKIT_CONFIG=$scratch/front.toml "$@"; }
back() { ENROLLKIT_CONFIG=$scratch/back.toml "$@"; }
for device in CARRY-1 CARRY-2; do
    request alice --device-id $device | front mdm-auth |
        "$recipes/sign-elsewhere" collect requests || fail "$device is not collected"
done
claim 'a refused request is not collected' [ "$(impostor | front mdm-auth 2>err |
    "$recipes/sign-elsewhere" collect requests 2>collect.err; echo $?)" = 1 ]
claim 'and it is said' grep -q 'refused: ' collect.err
claim 'two were collected' [ "$(wc -l <requests)" = 2 ]
claim 'the other machine signs' back "$recipes/sign-elsewhere" sign requests signed
claim 'its ledger has both' [ "$(back mdm-ledger list --json | wc -l)" = 2 ]
claim 'the documents are written' front "$recipes/sign-elsewhere" documents signed documents
claim 'one for each' [ "$(grep -l wap-provisioningdoc documents/*.xml | wc -l)" = 2 ]

echo 'nightly-crl'
cat >publish <<'END'
#!/bin/sh
cat >published.new && mv published.new "$1"
END
chmod +x publish
crl() { "$recipes/nightly-crl" '' "$1/issuing.pem" "file://$scratch/published" ./publish "$2"; }
refuses() { ! "$@" 2>err; }
claim 'a list is published' crl ours published
number() { openssl crl -inform DER -in published -noout -crlnumber; }
first=$(number)
claim 'quietly' [ "$(crl ours published 2>&1)" = '' ]
claim 'the next night the next one' [ "$(number)" != "$first" ]
last=$(number)
claim 'a list that does not verify' refuses crl theirs published
claim 'is not published' [ "$(number)" = "$last" ]
claim 'one that did not arrive' refuses crl ours elsewhere
claim 'is told' grep -q 'answers with another list' err

echo 'to-postgresql'
hostile='back\slash \N, "it'\''s" \t'
request alice --device-id "$hostile" | mdm-auth | wstep-sign | mdm-provision >body
mdm-revoke --device "$hostile" --reason certificateHold >out || fail 'nothing is revoked'
sqlite3 ledger.db "UPDATE attempt SET rule = CHAR(9) || 'a' || CHAR(10) || '\\.' || CHAR(13, 10)"
start_postgresql
moved() { "$recipes/to-postgresql" ledger.db "$ledger_url"; }
claim 'all of it is moved' [ "$(moved)" = 'both are equal' ]
claim 'values that are hard to write too' [ "$(mdm-ledger list --json --state revoked \
    --ledger "$ledger_url" | jq -r .device_id)" = "$hostile" ]
mdm-ledger list --json >before
sed -i "s#^url = \"ledger.db\"#url = \"$ledger_url\"#" enrollkit.toml
claim 'and those of attempts' [ "$(mdm-ledger list --attempts --json --ledger "$ledger_url" |
    jq -c .rule | sort -u)" = '"\ta\n\\.\r\n"' ]
claim 'the ledger is sound there' mdm-ledger verify
request alice --device-id LATER | mdm-auth | wstep-sign | mdm-provision >body
claim 'devices go on there' [ "$(mdm-ledger list --json | wc -l)" = $(($(wc -l <before) + 1)) ]
claim 'the row of what was revoked went along' [ "$(sql 'SELECT reason FROM revocation')" = \
    certificateHold ]
claim 'a second time nothing is moved' refuses moved
claim 'and it is said' grep -q 'nothing is moved: .*already exists' err

echo 'fault-server'
claim 'it does not start with a code that is none' \
    [ "$("$recipes/fault-server" start "$scratch/faults" Nothing 2>err; echo $?)" = 2 ]
"$recipes/fault-server" start "$scratch/faults" DeviceCapReached >out || fail 'it does not start'
. "$scratch/faults/lab/lab.env"
shows() {
    mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" --user "$LAB_USER" \
        --password-file "$LAB_PASSWORD_FILE" --out-dir device >enroll.out 2>&1
    grep -q "$1" enroll.out
}
claim 'a device sees the fault' shows 0x80180013
claim 'another code' "$recipes/fault-server" code "$scratch/faults" InMaintenance
claim 'is seen at once' shows 0x80180017
[ $failures = 0 ] || echo "$failures failed"
exit $((failures > 0))
