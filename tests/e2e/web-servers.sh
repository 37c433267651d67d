#!/bin/bash
# Every endpoint behind nginx, Apache (mod_cgid) and lighttpd, with the example configurations that
# are installed: only names and paths are changed. Where the test is run by root, the web servers
# and the tools run as a user of their own.

. "$(dirname "$0")/lib.bash"
. "$(dirname "$0")/web-server.bash"
start_lab
"$top/scripts/lab" stop "$scratch/lab"
device=E2E-WEB
lab_port=${base#https://localhost:}
lab_port=${lab_port%%/*}
install_service

enroll() {
    mdm-enroll --url "$base/Discovery.svc" --ca-bundle "$LAB_CA_BUNDLE" "$@" \
        >"$scratch/enroll.out" 2>&1 || { cat "$scratch/enroll.out" && false; }
}
not() { ! "$@" >"$scratch/not.out" 2>&1; }
by_user=(--user "$LAB_USER" --password-file "$LAB_PASSWORD_FILE")

# padded BYTES: a GetPolicies of so many bytes more.
padded() {
    message policies
    head -c "$1" /dev/zero | tr '\0' ' '
}
# A token of the lab's other issuer, and what a device asks for the terms of use with.
. "$top/tests/vectors/jose/jwt.bash"
token=$(jwt "{\"alg\":\"RS256\",\"kid\":\"$LAB_JWT_KID\"}" "$(jq -c --argjson now "$(date +%s)" \
    '. + {iat: $now, nbf: $now, exp: ($now + 600)}' <<<"$LAB_JWT_CLAIMS")" "$LAB_JWT_KEY")
terms_query='redirect_uri=ms-appx-web%3A%2F%2FMicrosoft.AAD.BrokerPlugin%2FToUResponse'
terms_query+='&client-request-id=5d6f1c2e-9b1a-4c1f-8f0e-2a7f5c3d9e10&api-version=1.0'
padded 900000 >"$scratch/large"
padded 1100000 >"$scratch/too-large"
padded 5000000 >"$scratch/far-too-large"
message discover >"$scratch/discover"
message policies >"$scratch/policies"

# refused_by_server CLAIM SUBCODE: the answer is a fault, whose trace id stands in the log of the
# web server, which it writes after it has answered.
refused_by_server() {
    local trace
    trace=$(xpath 'string(//N(DeviceEnrollmentServiceError)/N(TraceId))')
    for _ in $(seq 200); do
        grep -qF -- "$trace" "$server_log" && break
        sleep 0.05
    done
    LAB_LOG=$server_log refused "$@"
}

endpoints() {
    curl -sS --cacert "$LAB_CA_BUNDLE" -D "$scratch/headers" -o "$scratch/body" \
        -w '%{http_code}' "$base/Discovery.svc" >"$scratch/status"
    claim "$server: GET on the discovery URL is 200 and empty" \
        [ "$(cat "$scratch/status"):$(header Content-Length)" = 200:0 ]
    post Discovery "$scratch/discover"
    answered "$server: Discover" discover-response
    post Policy "$scratch/policies"
    answered "$server: GetPolicies" getpolicies-response
    post Device "$scratch/policies"
    answered "$server: GetPolicies at the URL for both" getpolicies-response
    message issue "$(csr -newkey rsa:2048)" >"$scratch/issue"
    post Enrollment "$scratch/issue"
    answered "$server: a certificate request" rstrc
    message issue "$(csr -newkey rsa:2048)" >"$scratch/issue"
    post Device "$scratch/issue"
    answered "$server: a certificate request at the URL for both" rstrc
    curl -sS --cacert "$LAB_CA_BUNDLE" -o "$scratch/page" -w '%{http_code} %{content_type}' \
        "$base/Login.svc?appru=ms-app%3A%2F%2Fwindows.immersivecontrolpanel" >"$scratch/status"
    claim "$server: the page of sign-in" \
        [ "$(cat "$scratch/status")" = '200 text/html; charset=utf-8' ]
    curl -sS --cacert "$LAB_CA_BUNDLE" -o "$scratch/page" -w '%{http_code} %{content_type}' \
        -H "Authorization: Bearer $token" "$base/Terms.svc?$terms_query" >"$scratch/status"
    claim "$server: the terms of use, for the token in a header" \
        [ "$(cat "$scratch/status")" = '200 text/html; charset=utf-8' ]
    claim "$server: nothing else is served" [ "$(curl -sS --cacert "$LAB_CA_BUNDLE" \
        -o "$scratch/page" -w '%{http_code}' "$base/Other.svc")" = 404 ]
}

limits() {
    post Policy "$scratch/large"
    answered "$server: a body of 900 kB" getpolicies-response
    post Policy "$scratch/too-large"
    refused "$server: a body over the limit of the tools" MessageFormat
    post Policy "$scratch/far-too-large"
    refused_by_server "$server: a body over the limit of the web server" MessageFormat
    # lighttpd calls the program that says so by itself, as a user who may not write to our log.
    [ "$server" = lighttpd ] || refused "$server: and our log has it, too" MessageFormat
    # A server that answers before it has read the body may reset the connection before curl has
    # read the answer.
    for _ in 1 2 3; do
        post Policy "$scratch/policies" -H 'Transfer-Encoding: chunked'
        [ "$(cat "$scratch/status")" = 000 ] || break
    done
    if [ "$(cat "$scratch/status")" = 200 ]; then
        answered "$server: a chunked request is answered" getpolicies-response
    else
        refused "$server: a chunked request is refused" MessageFormat
    fi
    : >"$scratch/empty"
    post Policy "$scratch/empty"
    refused "$server: an empty request" MessageFormat
    # With a certificate in each message and many headers.
    post Policy "$scratch/policies" -H "Cookie: $(head -c 7000 /dev/zero | tr '\0' c)"
    answered "$server: a header of 7 kB" getpolicies-response
}

renewals() {
    claim "$server: a device enrolls" enroll "${by_user[@]}" --out-dir "$scratch/$server-1"
    claim "$server: and renews by its TLS certificate" enroll --renew "$scratch/$server-1" \
        --out-dir "$scratch/$server-2"
    local serial
    serial=$(openssl x509 -in "$scratch/$server-2/device.pem" -noout -serial)
    claim "$server: the ledger has it" sh -c "mdm-ledger list --json | grep -q '${serial#*=}'"
    openssl req -new -newkey rsa:2048 -nodes -subj /CN=new -keyout "$scratch/new.key" \
        -outform DER -out "$scratch/new.der" 2>"$scratch/openssl.log"
    openssl cms -sign -binary -nodetach -in "$scratch/new.der" -outform DER -md sha256 \
        -signer "$scratch/$server-1/device.pem" -inkey "$scratch/$server-1/device.key" |
        mdm-request renew --pkcs7 - >"$scratch/renewal"
    post Enrollment "$scratch/renewal"
    refused "$server: a renewal without a TLS certificate" Authorization
    post Enrollment "$scratch/renewal" --cert "$scratch/foreign.pem" --key "$scratch/foreign.key"
    refused "$server: a renewal with one of another authority" Authorization
}

# A certificate that has ended: nginx and lighttpd let the request in, Apache ends the handshake.
expired() {
    local shown=(--cert "$scratch/expired.pem" --key "$scratch/expired.key")
    if [ "$server" = apache ]; then
        post Enrollment "$scratch/renewal" "${shown[@]}" 2>"$scratch/curl.err"
        claim "$server: an expired TLS certificate ends the handshake" \
            [ "$(cat "$scratch/status")" = 000 ]
        return
    fi
    post Enrollment "$scratch/renewal" "${shown[@]}"
    refused "$server: a renewal with an expired TLS certificate" Authorization
    post Policy "$scratch/policies" "${shown[@]}"
    answered "$server: a user with an expired TLS certificate" getpolicies-response
}

# A program that dies without a word: of lighttpd, a device then gets the status 502 of fcgiwrap.
dies() {
    [ "$server" != lighttpd ] || return 0
    local script=$prefix/libexec/enrollkit/cgi/policy.cgi
    cp -p "$script" "$scratch/policy.cgi"
    # shellcheck disable=SC2016 # for the script that is written
    printf '#!/bin/sh\nkill -9 $$\n' >"$script"
    post Policy "$scratch/policies"
    refused "$server: a program that dies" EnrollmentServer
    cp -p "$scratch/policy.cgi" "$script"
}

# Nobody behind the web server: its own fault.
nobody_behind() {
    [ "$server" != apache ] || return 0
    stop_fcgiwrap
    post Policy "$scratch/policies"
    refused_by_server "$server: nobody is behind the web server" EnrollmentServer
    start_fcgiwrap
    # lighttpd asks again after a second.
    for _ in $(seq 300); do
        post Policy "$scratch/policies"
        [ "$(cat "$scratch/status")" != 200 ] || break
        sleep 0.1
    done
    answered "$server: all is well again" getpolicies-response
}

openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=foreign -keyout "$scratch/foreign.key" \
    -out "$scratch/foreign.pem" 2>"$scratch/openssl.log"
make_expired
start_fcgiwrap
for server in nginx apache lighttpd; do
    start_server
    endpoints
    limits
    renewals
    expired
    dies
    nobody_behind
    stop_server
done
claim 'each device got one certificate, each renewal one more' \
    [ "$(mdm-ledger list --json | wc -l)" = 12 ]
finish
