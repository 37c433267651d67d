#!/bin/bash
# A device enrolls: by mdm-enroll, and by requests of another make.

. "$(dirname "$0")/lib.bash"
start_lab

curl -sS --cacert "$LAB_CA_BUNDLE" -D "$scratch/headers" -o "$scratch/body" \
    -w '%{http_code}' "$LAB_URL" >"$scratch/status"
claim 'GET on the discovery URL is answered 200' [ "$(cat "$scratch/status")" = 200 ]
claim 'with an empty body' [ "$(header Content-Length):$(stat -c %s "$scratch/body")" = 0:0 ]

# Each key is used for one device: the one of a request that comes again is the same request.
first=$(csr -newkey rsa:2048)
message discover >"$scratch/discover"
message policies >"$scratch/policies"
message issue "$first" >"$scratch/issue"

post Discovery "$scratch/discover"
answered 'Discover is answered' discover-response
post Policy "$scratch/policies"
answered 'GetPolicies is answered' getpolicies-response
post Enrollment "$scratch/issue"
answered 'a certificate request is answered' rstrc

# The document in the answer: base64 in the token of the response.
document() {
    xpath 'string(//N(RequestedSecurityToken)/N(BinarySecurityToken))' | base64 -d
}
certificate() {
    document | xmllint --xpath 'string(//characteristic[@type="My"]//parm/@value)' - |
        base64 -d | openssl x509 -inform DER "$@"
}
root() {
    document | xmllint --xpath 'string(//characteristic[@type="Root"]//parm/@value)' - |
        base64 -d | openssl x509 -inform DER
}
intermediate() {
    document | xmllint --xpath 'string(//characteristic[@type="CA"]//parm/@value)' - |
        base64 -d | openssl x509 -inform DER
}
root >"$scratch/root.pem"
intermediate >"$scratch/intermediate.pem"
certificate >"$scratch/device.pem"
claim 'the certificate verifies by the root and the intermediate beside it' \
    openssl verify -CAfile "$scratch/root.pem" -untrusted "$scratch/intermediate.pem" \
    "$scratch/device.pem"
claim 'it is for the key of the request' [ "$(certificate -noout -pubkey)" = \
    "$(openssl pkey -in "$scratch/key" -pubout)" ]
claim 'its subject is what the profile says' \
    [ "$(certificate -noout -subject -nameopt RFC2253)" = 'subject=CN=E2E-DEVICE' ]

post Enrollment "$scratch/issue"
answered 'the same request again is answered' rstrc
claim 'with the same certificate' [ "$(certificate)" = "$(cat "$scratch/device.pem")" ]
claim 'and the ledger has one' [ "$(mdm-ledger list --json | wc -l)" = 1 ]

device=E2E-OTHER message issue "$(csr -newkey ec -pkeyopt ec_paramgen_curve:P-384)" \
    >"$scratch/other"
post Device "$scratch/policies"
answered 'one URL answers GetPolicies' getpolicies-response
post Device "$scratch/other"
answered 'and the certificate request, for a P-384 key' rstrc

{
    printf '\xff\xfe'
    iconv -f UTF-8 -t UTF-16LE "$scratch/policies"
} >"$scratch/utf-16"
post Policy "$scratch/utf-16"
answered 'UTF-16 is read' getpolicies-response
{
    printf '\xef\xbb\xbf'
    cat "$scratch/policies"
} >"$scratch/bom"
post Policy "$scratch/bom"
answered 'a byte order mark is read' getpolicies-response
sed '/MessageID/d' "$scratch/policies" >"$scratch/no-id"
post Policy "$scratch/no-id" -A 'anything/1.0'
answered 'a message without MessageID, from any user agent, is fine' getpolicies-response
{
    cat "$scratch/policies"
    head -c 900000 /dev/zero | tr '\0' ' '
} >"$scratch/large"
post Policy "$scratch/large"
answered 'a body of 900 kB passes the web server' getpolicies-response

enroll() {
    mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" --user "$LAB_USER" \
        --password-file "$LAB_PASSWORD_FILE" --out-dir "$1" "${@:2}" >"$scratch/enroll.out" 2>&1 ||
        { cat "$scratch/enroll.out" && false; }
}
claim 'mdm-enroll enrolls' enroll "$scratch/device"
claim 'and stores something' [ -n "$(ls "$scratch/device")" ]
claim 'the ledger has three certificates' [ "$(mdm-ledger list --json | wc -l)" = 3 ]
claim 'the password is in no log' \
    sh -c "! grep -rqF -f '$LAB_PASSWORD_FILE' '$scratch/lab/log' '$LAB_LEDGER'"
finish
