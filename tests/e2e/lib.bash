# What the end-to-end tests share: a lab, requests by curl, and claims about the answers. Sourced
# with the folder of the tools as the first argument of the test.

set -u -o pipefail
umask 077

export ENROLLKIT_BIN=${1:?usage: NAME.sh BIN_DIR}
PATH=$ENROLLKIT_BIN:$PATH:/usr/sbin
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
messages=$top/tests/e2e/messages
scratch=$(mktemp -d)
trap '"$top/scripts/lab" stop "$scratch/lab"; rm -rf "$scratch"' EXIT

failures=0
fail() {
    printf 'FAIL %s\n' "$*"
    failures=$((failures + 1))
}

# claim TEXT COMMAND...: the command says yes.
claim() {
    local text=$1
    shift
    if "$@"; then
        printf 'ok   %s\n' "$text"
    else
        fail "$text"
    fi
}

finish() {
    [ $failures = 0 ] && exit 0
    echo "$failures failed"
    [ ! -d "$scratch/lab" ] || tail -n 20 "$scratch"/lab/log/{enrollkit,fcgiwrap,nginx}.log
    exit 1
}

start_lab() {
    "$top/scripts/lab" start "$scratch/lab" "$@" >"$scratch/start.out" || {
        cat "$scratch/start.out"
        exit 1
    }
    # shellcheck source=/dev/null
    . "$scratch/lab/lab.env"
    export ENROLLKIT_CONFIG=$LAB_CONFIG
    base=${LAB_URL%/*}
    password=$(cat "$LAB_PASSWORD_FILE")
}

# A port that nobody listens at, below those that the system itself gives out.
free_port() {
    local try
    for _ in $(seq 100); do
        try=$((RANDOM % 12000 + 20000))
        (exec 3<>"/dev/tcp/127.0.0.1/$try") 2>/dev/null || break
    done
    echo $try
}

# A request for a key, as one line of base64: csr KEY_AND_REQUEST_OPTIONS...
csr() {
    openssl req -new -nodes -batch -subj /CN=device -keyout "$scratch/key" -outform DER "$@" \
        2>"$scratch/openssl.log" | base64 -w 0
}

# message NAME [CSR]: a good message to standard output.
message() {
    sed -e "s|@USER@|$LAB_USER|; s|@PASSWORD@|$password|" \
        -e "s|@DEVICE@|${device-E2E-DEVICE}|; s|@CSR@|${2-}|" "$messages/$1.xml"
}

# post ENDPOINT FILE [CURL_OPTION...]: leaves status, headers and body of the answer in scratch.
post() {
    local endpoint=$1 file=$2
    shift 2
    curl -sS --max-time 30 --cacert "$LAB_CA_BUNDLE" -H 'Expect:' \
        -H 'Content-Type: application/soap+xml; charset=utf-8' --data-binary "@$file" \
        -D "$scratch/headers" -o "$scratch/body" -w '%{http_code}' "$@" "$base/$endpoint.svc" \
        >"$scratch/status"
}

header() {
    tr -d '\r' <"$scratch/headers" | sed -n "s/^$1: *//Ip"
}

# xpath EXPRESSION: over local names; N(name) stands for *[local-name()='name'].
xpath() {
    local expression
    expression=$(sed -E "s/N\(([A-Za-z-]+)\)/*[local-name()='\1']/g" <<<"$1")
    xmllint --nonet --xpath "$expression" "$scratch/body" 2>/dev/null
}

# Whether the answer goes by the rules of the wire: length told, not chunked, SOAP.
on_the_wire() {
    [ -z "$(header Transfer-Encoding)" ] && [ "$(header Content-Length)" = \
        "$(stat -c %s "$scratch/body")" ] && [[ $(header Content-Type) = application/soap+xml* ]]
}

# In the folder beside the project there may be a copy of the protocol's schemas.
valid() {
    local check=$top/../shared/spec/check-message
    [ ! -x "$check" ] || "$check" "$1" "$scratch/body" >"$scratch/check.out" || {
        cat "$scratch/check.out"
        false
    }
}

# refused CLAIM SUBCODE: the answer is a fault with this subcode at HTTP 500, with a trace id that
# stands in the log.
refused() {
    local got trace
    got=$(xpath 'string(/N(Envelope)/N(Body)/N(Fault)/N(Code)/N(Subcode)/N(Value))')
    trace=$(xpath 'string(//N(Fault)/N(Detail)/N(DeviceEnrollmentServiceError)/N(TraceId))')
    if [ "$(cat "$scratch/status")" != 500 ]; then
        fail "$1: HTTP status $(cat "$scratch/status"), expected 500"
    elif ! on_the_wire; then
        fail "$1: the headers: $(tr -d '\r' <"$scratch/headers" | tr '\n' ';')"
    elif [ "${got#*:}" != "$2" ]; then
        fail "$1: subcode '$got', expected $2; $(xpath 'string(//N(Reason)/N(Text))')"
    elif ! valid fault; then
        fail "$1: the fault is not valid"
    elif [ -z "$trace" ] || ! grep -qF -- "$trace" "$LAB_LOG"; then
        fail "$1: trace id '$trace' is not in the log"
    else
        printf 'ok   %s: %s: %s\n' "$1" "$got" "$(xpath 'string(//N(Reason)/N(Text))')"
    fi
}

# answered CLAIM KIND: the answer is a message of this kind at HTTP 200.
answered() {
    if [ "$(cat "$scratch/status")" != 200 ]; then
        fail "$1: HTTP status $(cat "$scratch/status"): $(xpath 'string(//N(Reason)/N(Text))')"
    elif ! on_the_wire; then
        fail "$1: the headers: $(tr -d '\r' <"$scratch/headers" | tr '\n' ';')"
    elif ! valid "$2"; then
        fail "$1: the answer is not a valid $2"
    else
        printf 'ok   %s\n' "$1"
    fi
}
