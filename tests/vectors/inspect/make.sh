#!/bin/bash
# make.sh BIN_DIR - makes the messages of this folder anew with the tools in BIN_DIR.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PATH=$(cd "$1" && pwd):$PATH
vectors=$here/..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp "$vectors"/x509/{issuing.pem,issuing.key,root.pem,device.key} .
cp "$vectors/device/device.key" new.key
cp "$vectors/certificate/device.key" signing.key
chmod 600 ./*.key
echo 'correct horse' | mdm-passwd add --method sha512 --cost 1000 passwords alice@example.com
echo 'correct horse' >password
cat >enrollkit.toml <<END
[service]
auth_policies = ["OnPremise"]
client_certificates = true
policy_url = "https://mdm.example.test/EnrollmentServer/Policy.svc"
enrollment_url = "https://mdm.example.test/EnrollmentServer/Enrollment.svc"
[onpremise]
password_file = "passwords"
[authority]
certificate = "issuing.pem"
key = "issuing.key"
chain = "root.pem"
[ledger]
url = "ledger.db"
[renewal]
period_days = 42
[provisioning]
provider_id = "Example-MDM"
address = "https://mdm.example.test/dm"
[provisioning.application]
SSLCLIENTCERTSEARCHCRITERIA = true
BACKCOMPATRETRYDISABLED = true
CONNRETRYFREQ = 6
[provisioning.dmclient]
HelpWebsite = "https://help.example.test/"
RequireMessageSigning = true
END
export ENROLLKIT_CONFIG=enrollkit.toml
now="--now 2026-11-23T08:15:42Z"
user="--user alice@example.com --password-file password"
mdm-request discover --email alice@example.com --seed 1 --to https://mdm.example.test/d >"$here/discover.xml"
mdm-discover <"$here/discover.xml" >"$here/discover-response.xml"
mdm-request policies $user --seed 1 >"$here/policies.xml"
mdm-auth $now --trace-id t-1 <"$here/policies.xml" | xcep-policy >"$here/policies-response.xml"
mdm-request issue $user --key new.key --seed 1 >"$here/rst.xml"
mdm-auth $now --trace-id t-1 <"$here/rst.xml" | wstep-sign $now --serial 1000000000000001 >"$here/record.json"
mdm-provision $now --seed 1 --doc <"$here/record.json" >"$here/document.xml"
mdm-provision $now --seed 1 <"$here/record.json" >"$here/rstrc.xml"
mdm-fault DeviceCapReached --trace-id t-1 --relates-to urn:uuid:0d5a1441-5891-453b-becf-a2e5f6ea3749 >"$here/fault.xml"
mdm-request renew --certificate "$vectors/x509/leaf.pem" --old-key device.key --key new.key \
    --seed 1 $now >"$here/renew.xml"
mdm-request policies --sign-cert "$vectors/certificate/alice.pem" --sign-key signing.key \
    --seed 1 $now >"$here/signed.xml"
printf '{"alg":"RS256","kid":"k"}' | base64 -w 0 | tr '+/' '-_' | tr -d = >header
printf '{"iss":"https://login.example.test","aud":"enroll","exp":1795510800}' |
    base64 -w 0 | tr '+/' '-_' | tr -d = >claims
echo "$(cat header).$(cat claims).c2lnbmF0dXJl" >"$here/token.jwt"
mdm-request issue --token-file "$here/token.jwt" --key new.key --seed 1 >"$here/federated.xml"
for answer in discover-response fault; do
    {
        status='200 OK'
        [ $answer = fault ] && status='500 Internal Server Error'
        printf 'HTTP/1.1 %s\r\nContent-Type: application/soap+xml; charset=utf-8\r\n' "$status"
        printf 'Content-Length: %s\r\n\r\n' "$(wc -c <"$here/$answer.xml")"
        cat "$here/$answer.xml"
    } >"$here/$answer.http"
done

# What is wrong as it is.
cd "$here"
echo 'Dear device,' >letter.txt
printf 'HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\nContent-Length: 0\r\n\r\n' >empty.http
sed 's|<policies><policy>.*</policy></policies>|<policies/>|' policies-response.xml >no-policy.xml
sed 's|<RequestedSecurityToken>.*</RequestedSecurityToken>|<RequestedSecurityToken/>|' rstrc.xml >pending.xml
sed 's|s:Fault|s:fault|g; s|s:Code|s:code|g; s|s:Reason|s:reason|g; s|s:Detail|s:detail|g' fault.xml >lower-case.xml
sed -E 's/(Number[A-Za-z]*Retries" value=")[0-9]*/\10/g' document.xml >no-poll.xml
body='<wst:TokenType>http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3'
body+='</wst:TokenType><wst:RequestType>http://schemas.microsoft.com/windows/pki/2009/01/enrollment/'
body+='QueryTokenStatus</wst:RequestType><RequestID xmlns="http://schemas.microsoft.com/windows/pki/2009'
body+='/01/enrollment">65</RequestID>'
sed "s|<wst:TokenType>.*</ac:AdditionalContext>|$body|" rst.xml >query.xml
node() { # the characteristic of a certificate
    printf '<characteristic type="%s"><parm name="EncodedCertificate" value="%s"/></characteristic>' \
        "$(openssl x509 -in "$1" -noout -fingerprint | cut -d = -f 2 | tr -d :)" \
        "$(openssl x509 -in "$1" -outform DER | base64 -w 0)"
}
other=$(node "$vectors/provisioning/root.pem")
root='<characteristic type="Root"><characteristic type="System">'
sed "s|$root|&$other|" document.xml >two-roots.xml
sed "s|$(node "$work/root.pem")|$other|" document.xml >other-root.xml
jq -r .issued.certificate record.json | base64 -d | openssl x509 -inform DER -out "$work/leaf.pem"
sed "s|$(node "$work/leaf.pem")|$(node "$work/root.pem")|" document.xml >authority-in-my.xml
jq -c '.issued.chain |= reverse' record.json >chain.json
mdm-request renew --certificate "$vectors/x509/leaf.pem" --old-key "$work/device.key" \
    --key "$work/device.key" --seed 1 --now 2026-11-23T08:15:42Z |
    grep -o 'base64binary">[^<]*' | cut -d '>' -f 2 | base64 -d >same-key.der
{
    echo '-----BEGIN CERTIFICATE-----'
    openssl x509 -in "$vectors/x509/leaf.pem" -outform DER | head -c 300 | base64
    echo '-----END CERTIFICATE-----'
} >cut.pem
issue() {
    openssl x509 -req -in "$vectors/x509/request-rsa.pem" -CA "$work/issuing.pem" \
        -CAkey "$work/issuing.key" -outform DER "$@" 2>"$work/log"
}
issue -set_serial 0 -days 30 -out serial-zero.der
issue -set_serial 0x11223344556677889900112233445566778899001122 -days 30 -out serial-long.der
issue -set_serial 5 -days 30 -out serial-short.der
# The two times of a certificate change places; nothing else of it is looked at.
python3 - serial-short.der backwards.der <<'END'
import re, sys
der = open(sys.argv[1], "rb").read()
times = re.search(rb"(\x17\x0d\d{12}Z)(\x17\x0d\d{12}Z)", der)
open(sys.argv[2], "wb").write(der.replace(times[0], times[2] + times[1]))
END
