#!/bin/bash
# Makes the certificates and revocation lists of this folder anew, with the openssl command line.
# Keys that are there are kept; see README.
set -eu
cd "$(dirname "$0")"
WORK=$(mktemp -d)
export WORK
trap 'rm -rf "$WORK"' EXIT
year='-startdate 20260101000000Z -enddate 20460101000000Z'

key() { # NAME genpkey-arguments...
    [ -e "$1.key" ] || openssl genpkey -quiet "${@:2}" -out "$1.key"
}

# issue NAME AUTHORITY KEY SECTION SUBJECT ca-arguments...
issue() {
    local name=$1 authority=$2 key=$3 section=$4 subject=$5
    shift 5
    local signer=(-cert "$authority.pem" -keyfile "$authority.key")
    [ "$name" != "$authority" ] || signer=(-selfsign -keyfile "$authority.key")
    openssl req -new -key "$key.key" -subj "$subject" -utf8 -config ca.cnf -out "$WORK/request"
    # shellcheck disable=SC2086 # a list of options
    openssl ca -batch -notext -preserveDN -config ca.cnf -in "$WORK/request" -out "$name.pem" \
        -extensions "$section" $year "${signer[@]}" "$@" 2>"$WORK/log" || cat "$WORK/log"
}

# list NAME AUTHORITY DAY [CERTIFICATE]: a revocation list for the month that begins on DAY.
list() {
    local authority=(-config ca.cnf -cert "$2.pem" -keyfile "$2.key")
    : >"$WORK/index.txt"
    # What is revoked need not be in the index.
    [ $# -lt 4 ] || openssl ca "${authority[@]}" -revoke "$4.pem" 2>"$WORK/log" || cat "$WORK/log"
    local until
    until=$(date -u -d "$3 +1 month" +%Y%m%d)000000Z
    openssl ca "${authority[@]}" -gencrl -crl_lastupdate "${3//-/}000000Z" \
        -crl_nextupdate "$until" -out "$1.crl" 2>"$WORK/log" || cat "$WORK/log"
}

: >"$WORK/index.txt"
echo 1001 >"$WORK/serial"
echo 01 >"$WORK/crlnumber"

for name in root other issuing server-only device; do
    key $name -algorithm RSA -pkeyopt rsa_keygen_bits:2048
done
key p256 -algorithm EC -pkeyopt ec_paramgen_curve:P-256
key p384 -algorithm EC -pkeyopt ec_paramgen_curve:P-384
key small -algorithm RSA -pkeyopt rsa_keygen_bits:1024

issue root root root root '/CN=Test Device Root'
issue other other other root '/CN=Other Root'
issue issuing root issuing issuing '/CN=Test Device Issuing CA'
issue server-only root server-only server-only '/CN=Test Server CA'
alice='/CN=Alice Liddell'
issue alice root device leaf "$alice"
issue alice-below issuing device leaf "$alice"
issue alice-p256 root p256 leaf "$alice"
issue alice-p384 root p384 leaf "$alice"
issue alice-other other device leaf "$alice"
issue alice-small root small leaf "$alice"
issue alice-sha1 root device leaf "$alice" -md sha1
issue alice-server root device server "$alice"
issue alice-below-server server-only device leaf "$alice"
ln -s device.key alice.key
issue alice-below-leaf alice device leaf "$alice"
rm alice.key
issue alice-encipherment root device encipherment "$alice"
issue alice-no-usage root device no-usage "$alice"
issue alice-unknown-critical root device unknown-critical "$alice"
issue alice-expired root device leaf "$alice" -startdate 20250101000000Z -enddate 20260201000000Z
issue alice-early root device leaf "$alice" -startdate 20300101000000Z
issue alice-revoked root device leaf "$alice"
issue no-names root device no-names "$alice"
issue two-names root device two-names "$alice"
issue other-name root device other-name "$alice"
issue nul root device nul "$alice"
issue control root device no-names "/CN=alice"$'\t'"liddell"

list root root 2026-11-01 alice-revoked
list root-of-october root 2026-10-01
list root-of-december root 2026-12-01
list issuing issuing 2026-11-01
list issuing-revoked root 2026-11-01 issuing
list other other 2026-11-01
cat root.crl issuing.crl >both.crl
openssl crl -in root.crl -outform DER -out root.crl.der
