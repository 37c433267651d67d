# A service that takes the tokens of one issuer, and a browser that keeps its cookie.
. "$VECTORS/jose/jwt.bash"
umask 077
cp "$VECTORS/jose/rsa.key" .
chmod 600 rsa.key
jwk_set "$(jwk rsa.key key-1 '"use":"sig",')" > keys.json
head -c 32 /dev/zero | tr '\0' k > web.secret
printf '# Use\nFor work <b>alone</b>.\n' > terms.txt
cat > enrollkit.toml <<END
[service]
enrollment_url = "https://mdm.example.com/EnrollmentServer/Enrollment.svc"
[federated]
[[federated.issuers]]
jwk_set = "keys.json"
tenants = ["5d6f1c2e-9b1a-4c1f-8f0e-2a7f5c3d9e10"]
audiences = ["api://mdm"]
[web]
secret_file = "web.secret"
[terms]
text_file = "terms.txt"
END
export ENROLLKIT_CONFIG=enrollkit.toml REMOTE_ADDR=192.0.2.1
now=2026-11-25T08:00:00Z
tid=5d6f1c2e-9b1a-4c1f-8f0e-2a7f5c3d9e10
claims='{"iss":"https://sts.windows.net/'$tid'/","aud":"api://mdm","tid":"'$tid'",
    "oid":"O1","upn":"alice@example.com","iat":1795593600,"nbf":1795593600,"exp":1795597200}'
terms() { mdm-terms --cgi --trace-id t-1 --seed case --now "$now" "$@"; }
# token [FILTER]: a token of the issuer, with other claims.
token() { jwt '{"alg":"RS256","kid":"key-1"}' "$(jq -c "${1-.}" <<< "$claims")" rsa.key; }
uri='redirect_uri=ms-appx-web%3A%2F%2Fapp%2FToUResponse'
usual="$uri&client-request-id=R1&api-version=1.0"
# open QUERY [TOKEN]: the answer to a GET.
open() {
    QUERY_STRING=$1 REQUEST_METHOD=GET HTTP_AUTHORIZATION="${2+Bearer $2}" terms
}
# choose ANSWER [QUERY]: opens the page and presses a button; the token does not come again.
choose() {
    open "${2-$usual}" "$(token)" > page
    send "${2-$usual}" "form=$(sed -n 's/.*name="form" value="\([^"]*\)".*/\1/p' page)&answer=$1"
}
send() {
    HTTP_COOKIE=$(sed -n 's/^Set-Cookie: \([^;]*\).*/\1/p' page) QUERY_STRING=$1 \
        REQUEST_METHOD=POST CONTENT_TYPE=application/x-www-form-urlencoded \
        CONTENT_LENGTH=${#2} terms <<< "$2"
}
# brief: the status, where it leads, and what the page says.
brief() {
    tr -d '\r' | sed -n '1p; s/OpaqueBlob=[^&]*/OpaqueBlob=BLOB/; s/^Location: //p
        s/.*<h1>\(.*\)<\/h1>/\1/p; s/.*role="alert"[^>]*>\([^<]*\).*/\1/p
        s/.*value="\(accept\|decline\)">\([^<]*\).*/\1: \2/p'
}
