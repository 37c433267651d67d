#!/bin/bash
# A device renews its certificate through nginx: by the certificate alone, by a user too, and in
# requests that openssl has signed.

. "$(dirname "$0")/lib.bash"
start_lab

device() {
    mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" "$@" >"$scratch/enroll.out" 2>&1
}
not() { ! "$@"; }
by_user=(--user "$LAB_USER" --password-file "$LAB_PASSWORD_FILE")
serial() { openssl x509 -in "$scratch/$1/device.pem" -noout -serial | cut -d = -f 2; }
renews() { mdm-ledger list --json | jq -r "select(.serial == \"$(serial "$1")\").renews"; }

claim 'a device enrolls' device "${by_user[@]}" --out-dir "$scratch/first"
claim 'it renews by its certificate' device --renew "$scratch/first" --out-dir "$scratch/second"
claim 'the ledger says of which' [ "$(renews second)" = "$(serial first)" ]
claim 'the chain came along' openssl verify -CAfile "$scratch/lab/authority/root.pem" \
    -untrusted "$scratch/second/chain.pem" "$scratch/second/device.pem"
claim 'it renews the new one, by its user too' device --renew "$scratch/second" --manual \
    "${by_user[@]}" --out-dir "$scratch/third"
claim 'the ledger says of which' [ "$(renews third)" = "$(serial second)" ]
claim 'a device of the organisation enrolls' device "${by_user[@]}" --enrollment-type Device \
    --out-dir "$scratch/system"
claim 'and renews' device --renew "$scratch/system" --out-dir "$scratch/system2"
claim 'another user cannot renew it' not device --renew "$scratch/system" --manual \
    --user "mallory@example.com" --password-file "$LAB_PASSWORD_FILE"

openssl req -new -newkey rsa:2048 -nodes -subj /CN=new -keyout "$scratch/new.key" -outform DER \
    -out "$scratch/new.der" 2>"$scratch/openssl.log"
# renewal NAME CMS_OPTION...: a request in scratch/renewal, signed by openssl with the key of NAME.
renewal() {
    openssl cms -sign -binary -nodetach -in "$scratch/new.der" -outform DER \
        -signer "$scratch/$1/device.pem" -inkey "$scratch/$1/device.key" "${@:2}" |
        mdm-request renew --pkcs7 - "${form[@]}" >"$scratch/renewal"
}
# tls NAME: what curl needs to show the certificate of NAME.
tls() { echo --cert "$scratch/$1/device.pem" --key "$scratch/$1/device.key"; }
detail() { xpath 'string(//N(DeviceEnrollmentServiceError)/N(ErrorType))'; }
why() { xpath 'string(//N(Reason)/N(Text))'; }
document() { xpath 'string(//N(RequestedSecurityToken)/N(BinarySecurityToken))' | base64 -d; }

for form in "--value-type secext --base64 once" "--value-type enrollment --base64 once" \
    "--value-type secext --base64 twice" "--value-type enrollment --base64 twice"; do
    read -ra form <<<"$form"
    for options in "-md sha256" "-md sha512 -stream"; do
        # shellcheck disable=SC2086
        renewal first $options
        # shellcheck disable=SC2046
        post Enrollment "$scratch/renewal" $(tls first)
        answered "a renewal is answered: ${form[*]} $options" rstrc
    done
done
form=()
document >"$scratch/document"
cp "$scratch/body" "$scratch/answer"
claim 'with the small document' \
    [ "$(xmllint --xpath 'count(//characteristic[@type="DMClient" or @type="APPAUTH"])' \
        "$scratch/document")" = 0 ]
check=$top/../shared/spec/check-message
claim 'which is valid' sh -c "[ ! -x '$check' ] || '$check' wap-provisioningdoc '$scratch/document'"
successors() { mdm-ledger list --json | jq -r "select(.renews == \"$(serial first)\").serial"; }
claim 'the same key got the same certificate each time' [ "$(successors | wc -l)" = 2 ]

# eligible CLAIM REASON: the answer is NotEligibleToRenew, and says why.
eligible() {
    refused "$1" Authorization
    claim "$1: $2" [ "$(detail):$(why | grep -c -- "$2")" = NotEligibleToRenew:1 ]
}
renewal first -md sha256
post Enrollment "$scratch/renewal"
eligible 'without a TLS certificate' 'no TLS client certificate'
# shellcheck disable=SC2046
post Enrollment "$scratch/renewal" $(tls system)
eligible 'with the TLS certificate of another device' 'not the one'
mkdir "$scratch/foreign"
openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=E2E -set_serial "0x$(serial first)" \
    -keyout "$scratch/foreign/device.key" -out "$scratch/foreign/device.pem" \
    2>"$scratch/openssl.log"
# shellcheck disable=SC2046
post Enrollment "$scratch/renewal" $(tls foreign)
eligible 'with a TLS certificate of another authority' 'does not vouch'
renewal foreign -md sha256
# shellcheck disable=SC2046
post Enrollment "$scratch/renewal" $(tls foreign)
eligible 'of a certificate of another authority' 'does not vouch\|not issued by this service'
renewal first -md sha1
# shellcheck disable=SC2046
post Enrollment "$scratch/renewal" $(tls first)
refused 'signed with SHA-1' Authentication
sqlite3 "$LAB_LEDGER" "UPDATE certificate SET state = 'revoked' WHERE serial = '$(serial first)'"
renewal first -md sha256
# shellcheck disable=SC2046
post Enrollment "$scratch/renewal" $(tls first)
eligible 'of a revoked certificate' 'revoked'
claim 'and mdm-enroll is refused' not device --renew "$scratch/first"
claim 'as a code' grep -q 0x80180016 "$scratch/enroll.out"

# One that the ledger has, of yesterday and for a day: nginx lets it in, and it is told what it is.
cp -r "$scratch/third" "$scratch/ended"
openssl req -new -newkey rsa:2048 -nodes -subj /CN=ended -keyout "$scratch/ended/device.key" \
    -out "$scratch/ended.csr" 2>"$scratch/openssl.log"
wstep-sign --csr "$scratch/ended.csr" --user "$LAB_USER" --days 1 --now "$(date -u -d '-25 hours' \
    +%FT%TZ)" --device "$(jq -r .device_id "$scratch/third/account.json")" \
    --out "$scratch/ended/device.pem"
claim 'the ledger has a certificate that has ended' \
    sh -c "mdm-ledger list --json | grep -q $(serial ended)"
renewal ended -md sha256
# shellcheck disable=SC2046
post Enrollment "$scratch/renewal" $(tls ended)
eligible 'of a certificate that has ended' 'certificate has expired'
post Enrollment "$scratch/renewal"
eligible 'of one that has ended, without TLS' 'no TLS client certificate'
claim 'and mdm-enroll is refused' not device --renew "$scratch/ended"
claim 'as a code' grep -q 0x80180016 "$scratch/enroll.out"
claim 'and so it is with its user' not device --renew "$scratch/ended" --manual "${by_user[@]}"
claim 'as the same code' grep -q 0x80180016 "$scratch/enroll.out"

openssl req -new -newkey rsa:1024 -nodes -subj /CN=weak -keyout "$scratch/weak.key" -outform DER \
    -out "$scratch/new.der" 2>"$scratch/openssl.log"
renewal third -md sha256
# shellcheck disable=SC2046
post Enrollment "$scratch/renewal" $(tls third)
refused 'for a weak key' CertificateRequest
claim 'for a weak key: that is why' grep -q 1024 <(why)

sed -i '/^early_days/d' "$LAB_CONFIG"
renewal system -md sha256
# shellcheck disable=SC2046
post Enrollment "$scratch/renewal" $(tls system)
eligible 'before its time' 'too early'
finish
