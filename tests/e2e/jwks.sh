#!/bin/bash
# mdm-jwks against a server with TLS: a set is taken, and whatever else comes leaves the file alone.

# shellcheck source=tests/e2e/lib.bash
. "$(dirname "$0")/lib.bash"

server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -keyout tls.key -out tls.pem -addext 'subjectAltName=DNS:localhost' 2>openssl.log
mkdir www
port=$((RANDOM % 20000 + 20000))
# Each file is an answer, header and all; its path is that of the URL.
(cd www && exec openssl s_server -HTTP -accept "127.0.0.1:$port" -cert ../tls.pem -key ../tls.key \
    -quiet >../server.log 2>&1) &
server=$!
base=https://localhost:$port

# answer NAME STATUS [HEADER...]: what the server says at /NAME; the body is standard input.
answer() {
    mkdir -p "$(dirname "www/$1")"
    {
        printf 'HTTP/1.0 %s\r\n' "$2"
        [ $# -lt 3 ] || printf '%s\r\n' "${@:3}"
        printf '\r\n'
        cat
    } >"www/$1"
}
set=$top/tests/vectors/jose/set.json
answer keys '200 OK' <"$set"
answer html '200 OK' <<<'<html>sign in first</html>'
answer useless '200 OK' <<<'{"keys":[{"kty":"oct","k":"AAAA"}]}'
answer gone '404 Not Found' <<<'{"keys":[]}'
answer moved '302 Found' "Location: $base/keys" </dev/null
answer insecure '302 Found' 'Location: http://localhost/keys' </dev/null
answer circle '302 Found' 'Location: /circle' </dev/null
head -c 2000000 /dev/zero | tr '\0' ' ' | answer long '200 OK'
answer .well-known/openid-configuration '200 OK' \
    <<<"{\"issuer\":\"$base\",\"jwks_uri\":\"$base/keys\"}"
answer other/.well-known/openid-configuration '200 OK' \
    <<<"{\"issuer\":\"$base\",\"jwks_uri\":\"$base/keys\"}"

fetch() { timeout 60 mdm-jwks --ca-bundle tls.pem "$@" keys.json 2>said; }
for _ in $(seq 100); do
    fetch --url "$base/keys" && break
    sleep 0.1
done
claim 'a set is put into the file' cmp -s keys.json "$set"
rm keys.json
claim 'a redirect is followed' fetch --url "$base/moved"
claim 'to the set' cmp -s keys.json "$set"
rm keys.json
claim 'the metadata of an issuer lead to it' fetch --issuer "$base"
claim 'to the same set' cmp -s keys.json "$set"

echo old >keys.json
# refused STATUS TEXT OPTION...: fails, says so in one line, and keeps the file.
refused() {
    local want=$1 text=$2 status=0
    shift 2
    fetch "$@" || status=$?
    claim "refused: $(cat said)" \
        [ "$status $(grep -cF -- "$text" said) $(wc -l <said) $(cat keys.json)" = "$want 1 1 old" ]
}
refused 3 'is not a JSON object' --url "$base/html"
refused 3 'without a usable key' --url "$base/useless"
refused 1 'HTTP status 404' --url "$base/gone"
refused 1 'is not an https URL' --url "$base/insecure"
refused 1 'redirected more than 3 times' --url "$base/circle"
refused 3 'longer than the limit' --url "$base/long"
refused 1 'the metadata is of the issuer' --issuer "$base/other"
refused 1 'is not an https URL' --url "http://localhost:$port/keys"
refused 4 'is not trusted' --url "https://127.0.0.1:$port/keys"
refused 4 'no answer' --url 'https://localhost:1/keys'
claim 'nothing else is left in the folder' \
    [ "$(echo ./*)" = './keys.json ./openssl.log ./said ./server.log ./tls.key ./tls.pem ./www' ]
finish
