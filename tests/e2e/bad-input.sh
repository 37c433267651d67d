#!/bin/bash
# Whatever a device sends that cannot be served gets a SOAP fault that tells why.

. "$(dirname "$0")/lib.bash"
start_lab

good=$(csr -newkey rsa:2048)
message discover >"$scratch/Discovery"
message policies >"$scratch/Policy"
message issue "$good" >"$scratch/Enrollment"

# bad ENDPOINT CLAIM SUBCODE COMMAND...: the endpoint's good message through a filter.
bad() {
    local endpoint=$1 claim=$2 subcode=$3
    shift 3
    "$@" <"$scratch/$endpoint" >"$scratch/bad" || fail "$claim: $*"
    cmp -s "$scratch/bad" "$scratch/$endpoint" && fail "$claim: $* changed nothing"
    post "$endpoint" "$scratch/bad"
    refused "$endpoint: $claim" "$subcode"
}

repeat_line() {
    sed "/$1/p"
}
with_doctype() {
    printf '<!DOCTYPE x [<!ENTITY y "z">]>\n'
    sed 's|alice@example.com|\&y;|'
}
deep() {
    printf '<a>%.0s' $(seq 5000)
}
long_value() {
    local text
    text=$(head -c 100000 /dev/zero | tr '\0' A)
    awk -v text="$text" -v old="$1" '{ sub(old, text); print }'
}
repeated_block() {
    awk -v name="$1" '
        $0 ~ "<" name { inside = 1; block = "" }
        inside { block = block $0 "\n" }
        { print }
        $0 ~ "</" name { if (inside) printf "%s", block; inside = 0 }'
}

for endpoint in Discovery Policy Enrollment Device; do
    [ $endpoint = Device ] && cp "$scratch/Enrollment" "$scratch/Device"
    bad $endpoint 'an empty body' MessageFormat true
    bad $endpoint 'not XML' MessageFormat sh -c 'echo hello'
    bad $endpoint 'a truncated message' MessageFormat head -c 700
    bad $endpoint 'bytes after the message' MessageFormat sed '$s/$/<more\/>/'
    bad $endpoint 'invalid UTF-8' MessageFormat sed 's/DeviceType\|client/&\xff/'
    bad $endpoint 'an encoding that is not supported' MessageFormat \
        sed '1i <?xml version="1.0" encoding="EBCDIC-CP-US"?>'
    bad $endpoint 'a DTD with an entity' MessageFormat with_doctype
    bad $endpoint 'an entity that is not declared' MessageFormat sed 's|MessageID>|&\&nbsp;|'
    bad $endpoint 'elements nested too deep' MessageFormat deep
    bad $endpoint 'a SOAP namespace that is none' MessageFormat sed 's|2003/05/soap-env|2013/05/&|'
    bad $endpoint 'a body in a wrong namespace' MessageFormat \
        sed '/<Discover\|<GetPolicies\|<t:Request/s|xmlns[^"]*"[^"]*|&/other|'
    bad $endpoint 'a wrong Action' MessageFormat sed 's#/Discover<\|/GetPolicies<\|/wstep<#/Other<#'
    bad $endpoint 'no Action' MessageFormat sed '/Action/d'
    bad $endpoint 'Action twice' MessageFormat repeat_line w:Action
    bad $endpoint 'MessageID twice' MessageFormat repeat_line w:MessageID
done

bad Discovery 'RequestVersion twice' MessageFormat repeat_line RequestVersion
bad Discovery 'RequestVersion that is no number' MessageFormat sed 's|>4.0<|>four<|'
bad Discovery 'an AuthPolicy that is not served' Authentication sed 's|OnPremise|Kerberos|'
bad Discovery 'an over-long EmailAddress' MessageFormat long_value alice@example.com

for endpoint in Policy Enrollment; do
    bad $endpoint 'no Security header' InvalidSecurity sed '/<k:Security/,/<\/k:Security/d'
    bad $endpoint 'two Security headers' InvalidSecurity repeated_block k:Security
    bad $endpoint 'two UsernameTokens' InvalidSecurity repeated_block k:UsernameToken
    bad $endpoint 'no Password' InvalidSecurity sed '/<k:Password/d'
    bad $endpoint 'two Usernames' InvalidSecurity repeat_line k:Username'>'
    bad $endpoint 'a wrong password' Authentication sed 's|#PasswordText">|&x|'
    bad $endpoint 'an unknown user' Authentication sed 's|Username>alice|Username>mallory|'
    bad $endpoint 'an over-long user name' InvalidSecurity long_value alice@example.com
done
claim 'the log does not tell the password' \
    sh -c "! grep -qF -f '$LAB_PASSWORD_FILE' '$LAB_LOG'"

bad Enrollment 'two tokens' MessageFormat repeat_line k:BinarySecurityToken
bad Enrollment 'no token' MessageFormat sed '/k:BinarySecurityToken/d'
bad Enrollment 'another RequestType' MessageFormat sed 's|200512/Issue|200512/Other|'
bad Enrollment 'DeviceID twice' MessageFormat repeat_line DeviceID
bad Enrollment 'an over-long DeviceID' MessageFormat long_value E2E-DEVICE

# request CLAIM SUBCODE BASE64: an RST with this certificate request.
request() {
    message issue "$3" >"$scratch/bad"
    post Enrollment "$scratch/bad"
    refused "Enrollment: $1" "$2"
}
changed() {
    base64 -d <<<"$good" | "$@" | base64 -w 0
}
flip_last_byte() {
    head -c -1
    printf '\x5a'
}
request 'a token that is not base64' MessageFormat '@@@@'
request 'a token that is not a request' CertificateRequest "$(echo 'not a request' | base64)"
request 'a truncated request' CertificateRequest "$(changed head -c 300)"
request 'bytes after the request' CertificateRequest "$(changed sed '$s/$/more/')"
request 'a wrong self-signature' CertificateRequest "$(changed flip_last_byte)"
request 'an RSA key of 1024 bits' CertificateRequest "$(csr -newkey rsa:1024)"
request 'a curve that is not served' CertificateRequest \
    "$(csr -newkey ec -pkeyopt ec_paramgen_curve:secp256k1)"
request 'a kind of key that is not served' CertificateRequest "$(csr -newkey ed25519)"
request 'a SHA-1 signature' CertificateRequest "$(csr -newkey rsa:2048 -sha1)"
request 'an MD5 signature' CertificateRequest "$(csr -newkey rsa:2048 -md5)"

for endpoint in Discovery Policy Enrollment Device; do
    head -c 1100000 /dev/zero | tr '\0' ' ' >"$scratch/large"
    post $endpoint "$scratch/large"
    refused "$endpoint: a body over the limit" MessageFormat
done

claim 'nothing was issued' [ "$(mdm-ledger list --json | wc -l)" = 0 ]
post Enrollment "$scratch/Enrollment"
answered 'and the good request is served' rstrc
finish
