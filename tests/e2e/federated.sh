#!/bin/bash
# Federated sign-in through the web server: tokens of our own and of another issuer, made by
# openssl, good for one enrollment, and those that must be refused.

. "$(dirname "$0")/lib.bash"
. "$top/tests/vectors/jose/jwt.bash"
start_lab

header="{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"$LAB_JWT_KID\"}"
now=$(date +%s)
claims=$(jq -c --argjson now "$now" '. + {iat: $now, nbf: $now, exp: ($now + 600)}' \
    <<<"$LAB_JWT_CLAIMS")
with() { jq -c "$1" <<<"$claims"; }
# A token of the other issuer: token [CLAIMS [HEADER [KEY]]]. The id makes each another one.
token() {
    local body
    body=$(jq -c --arg jti "$RANDOM$RANDOM$RANDOM" '.jti //= $jti' <<<"${1-$claims}")
    jwt "${2-$header}" "$body" "${3-$LAB_JWT_KEY}"
}
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$scratch/device.key"
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$scratch/other.key"
csr_of() {
    openssl req -new -batch -subj /CN=device -key "$scratch/$1.key" -out "$scratch/$1.csr"
}
csr_of device
csr_of other

# policies TOKEN, issue TOKEN DEVICE KEY: sends a request with a token; the answer is in scratch.
policies() {
    mdm-request policies --token-file - <<<"$1" >"$scratch/request"
    post Policy "$scratch/request"
}
issue() {
    mdm-request issue --token-file - --csr "$scratch/$3.csr" --device-id "$2" <<<"$1" \
        >"$scratch/request"
    post Enrollment "$scratch/request"
}
# The certificate's name in the document, which is its hash.
certificate() {
    xpath 'string(//N(RequestedSecurityToken)/N(BinarySecurityToken))' | base64 -d |
        grep -oE 'type="[0-9A-F]{40}"' | tail -n 1
}

mdm-request discover --email "$LAB_USER" --auth-policy Federated >"$scratch/request"
post Discovery "$scratch/request"
answered 'a device that offers Federated is told so' discover-response
claim 'with the address of a web page' \
    [ "$(xpath 'string(//N(AuthPolicy))')$(xpath 'string(//N(AuthenticationServiceUrl))' |
        cut -c -8)" = Federatedhttps:// ]

# Our own token: for the policies, for one certificate, and for the same request again.
own=$($LAB_TOKEN_COMMAND)
policies "$own"
answered 'policies by a token of our own' getpolicies-response
issue "$own" FED-1 device
answered 'a certificate by the same token' rstrc
first=$(certificate)
issue "$own" FED-1 device
answered 'the same request once more' rstrc
claim 'gets the same certificate' [ -n "$first" -a "$first" = "$(certificate)" ]
issue "$own" FED-2 device
refused 'the spent token for another device' Authentication
issue "$own" FED-1 other
refused 'the spent token for another key' Authentication
policies "$own"
answered 'the policies, which cost nothing' getpolicies-response
claim 'the certificate is of the user' \
    [ "$(mdm-ledger list --device FED-1 --json | jq -r .user)" = "$LAB_USER" ]
claim 'and there is one' [ "$(mdm-ledger list --json | wc -l)" = 1 ]

# Another issuer, whose set has several keys.
foreign=$(token)
policies "$foreign"
answered 'policies by a token of another issuer' getpolicies-response
issue "$foreign" FED-3 device
answered 'a certificate by it' rstrc
issue "$foreign" FED-4 device
refused 'that token once more' Authentication

# Many at once with one token: one of them gets a certificate.
one=$(token)
for n in $(seq 16); do
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$scratch/many-$n.key"
    csr_of "many-$n"
    mdm-request issue --token-file - --csr "$scratch/many-$n.csr" --device-id "MANY-$n" <<<"$one" \
        >"$scratch/many-$n"
done
for n in $(seq 16); do
    curl -sS --max-time 60 --cacert "$LAB_CA_BUNDLE" -H 'Content-Type: application/soap+xml' \
        --data-binary "@$scratch/many-$n" -o /dev/null -w '%{http_code}\n' \
        "$base/Enrollment.svc" >>"$scratch/codes" &
done
wait
claim 'of 16 requests at once by one token one gets a certificate' \
    [ "$(sort "$scratch/codes" | uniq -c | tr -s ' \n' ' ')" = ' 1 200 15 500 ' ]
claim 'and the ledger knows of one' \
    [ "$(mdm-ledger list --json | grep -c MANY-)" = 1 ]

# refuse CLAIM TOKEN: refused for policies and for a certificate.
refuse() {
    policies "$2"
    refused "$1: policies" Authentication
    issue "$2" FED-5 device
    refused "$1: certificate" Authentication
}
public=$scratch/public.pem
openssl pkey -in "$LAB_JWT_KEY" -pubout -out "$public"
kid="\"kid\":\"$LAB_JWT_KID\""
refuse 'alg none' "$(token "$claims" "{\"alg\":\"none\",$kid}")"
refuse 'HS256 with the public key' "$(token "$claims" "{\"alg\":\"HS256\",$kid}" "$public")"
refuse 'another algorithm than the key has' "$(token "$claims" "{\"alg\":\"RS512\",$kid}")"
refuse 'a kid that the issuer does not have' "$(token "$claims" '{"alg":"RS256","kid":"x"}')"
refuse 'no kid, though there are several keys' "$(token "$claims" '{"alg":"RS256"}')"
refuse "another of the issuer's keys" \
    "$(token "$claims" "$header" "$(dirname "$LAB_JWT_KEY")/old.pem")"
refuse 'a stranger as the signer' "$(token "$claims" "$header" "$scratch/other.key")"
refuse 'critical members' \
    "$(token "$claims" "{\"alg\":\"RS256\",$kid,\"crit\":[\"b64\"],\"b64\":true}")"
refuse 'expired' "$(token "$(with '.exp = .iat - 100')")"
refuse 'not yet valid' "$(token "$(with '.nbf = .iat + 500')")"
refuse 'no end' "$(token "$(with 'del(.exp)')")"
refuse 'another audience' "$(token "$(with '.aud = "api://other"')")"
refuse 'another issuer' "$(token "$(with '.iss = "https://other.example.com/"')")"
refuse 'another tenant' "$(token "$(with '.tid = "5d6f1c2e-9b1a-4c1f-8f0e-2a7f5c3d9e11"')")"
refuse 'no tenant' "$(token "$(with 'del(.tid)')")"
refuse 'no user' "$(token "$(with 'del(.upn)')")"
good=$(token)
forged=$(with '.upn = "mallory@example.com"' | tr -d '\n' | base64url)
refuse 'a signature over another payload' "${good%%.*}.$forged.${good##*.}"
refuse 'no signature' "${good%.*}."
refuse 'two payloads' \
    "$(jwt "$header" "${claims%?},\"upn\":\"mallory@example.com\"}" "$LAB_JWT_KEY")"
refuse 'opaque' sample-opaque-enrollment-token
claim 'nothing was issued for any of them' [ -z "$(mdm-ledger list --device FED-5 --json)" ]

# No token is written down anywhere.
for text in "$own" "$foreign" "$one" "$good"; do
    # shellcheck disable=SC2016 # for the shell inside
    # shellcheck disable=SC2016 # for the shell inside
    claim 'the token is in no log and not in the ledger' \
        bash -c '! grep -rqF -- "$1" "$2"/lab/log "$2"/lab/ledger.db*' x "${text##*.}" "$scratch"
done

# A device does all of it.
by_page() {
    mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" --user "$LAB_USER" --auth federated \
        --password-file "$1" "${@:2}" >"$scratch/enroll.out" 2>&1
}
claim 'mdm-enroll signs in on the page and enrolls' by_page "$LAB_PASSWORD_FILE" \
    --answers "$scratch/answers"
claim 'no page is kept among the answers' [ "$(ls "$scratch/answers")" = \
    "$(printf 'discover.xml\nenroll.xml\npolicies.xml')" ]
echo wrong >"$scratch/wrong"
by_page "$scratch/wrong"
claim 'a wrong password is refused there' [ $? = 1 ]
claim 'and the page says why' grep -q 'The user name or the password is not right' \
    "$scratch/enroll.out"
echo 'Be kind.' >"$scratch/lab/accept.txt"
sed -i 's|^throttle_file.*|&\nterms_file = "accept.txt"|' "$LAB_CONFIG"
claim 'it accepts the terms of the page' by_page "$LAB_PASSWORD_FILE"
claim 'EnrollmentData has no meaning on this way' by_page "$LAB_PASSWORD_FILE" \
    --item EnrollmentData=3J4KLJ9SDJFAL93JLAKHJSDFJHAO83HAKSHFLAHSKFNHNPA2934342
token >"$scratch/token"
claim 'it has on that of another issuer' bash -c '! "$@" 2>/dev/null >&2' x mdm-enroll \
    --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" --user "$LAB_USER" --auth federated \
    --token-file "$scratch/token" --item EnrollmentData=x

$LAB_TOKEN_COMMAND >"$scratch/token"
claim 'mdm-enroll enrolls by a token' mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" \
    --user "$LAB_USER" --auth federated --token-file "$scratch/token" --out-dir "$scratch/device"
claim 'and not by the same again' bash -c '! "$@" 2>/dev/null >&2' x mdm-enroll --url "$LAB_URL" \
    --ca-bundle "$LAB_CA_BUNDLE" --user "$LAB_USER" --auth federated --token-file "$scratch/token"
finish
