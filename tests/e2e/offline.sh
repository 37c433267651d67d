#!/bin/bash
# offline.sh BIN_DIR - many requests are signed by hand, some of them bad; the run is interrupted,
# killed and resumed, and nothing is lost or signed twice.

# shellcheck source=lib.bash
. "$(dirname "$0")/lib.bash"
cd "$scratch" || exit 4

count=200
mkdir first second
make_request() {
    local folder=first
    [ "$1" -le $((count / 2)) ] || folder=second
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" \
        -keyout /dev/null -outform DER -out "$folder/$1.csr" 2>/dev/null
}
export -f make_request
export count
seq $count | xargs -P "$(nproc)" -I {} bash -c 'make_request {}'
for i in 1 2 3; do
    head -c 100 first/$i.csr >first/bad-$i.csr
    echo text >second/bad-$((i + 3)).csr
done

mdm-ca-init --key p256 --name 'enrollkit e2e' authority >/dev/null
cat >enrollkit.toml <<END
[authority]
certificate = "authority/issuing.pem"
key = "authority/issuing.key"
chain = "authority/root.pem"
[ledger]
url = "ledger.db"
END
export ENROLLKIT_CONFIG=enrollkit.toml

rows() {
    mdm-ledger export --json --ledger ledger.db
}

# Every certificate file is whole and is in the ledger as it is.
files_are_known() {
    rows | jq -r 'select(.state == "issued") | .certificate' | sort >known
    find out -name '*.pem' -exec cat {} + | awk '/^-----BEGIN/ { text = ""; next }
        /^-----END/ { print text; next } { text = text $0 }' | sort >written
    [ "$(find out -name '*.pem' | wc -l)" = "$(wc -l <written)" ] &&
        [ -z "$(comm -13 known <(sort -u written))" ]
}

no_key_twice() {
    [ -z "$(rows | jq -r .key_thumbprint | sort | uniq -d)" ]
}

# An interruption, while the run waits for a request in the middle.
mkfifo middle
wstep-sign --csr first middle second --out-dir out --jobs 1 --report report >summary 2>messages &
run=$!
exec {middle}>middle # which it has opened then
kill -INT $run
# The signal has arrived once the run does not catch another.
while (($(awk '/^SigCgt/ { print "0x" $2 }' /proc/$run/status) & 2)); do sleep 0.01; done
echo nothing >&"$middle"
exec {middle}>&-
wait $run
claim 'an interrupted run tells that it is not at its end' [ $? = 4 ]
claim 'in a message' grep -qx \
    'wstep-sign: ended before the last request: run the same again to go on' messages
claim 'and what it did, in a summary' grep -q 'certificates written, 0 there already' summary
written=$(find out -name '*.pem' | wc -l)
claim 'it signed a part' [ "$written" -gt 0 -a "$written" -lt $count ]
claim 'what it reserved, it finished' [ -z "$(rows | jq -r 'select(.state == "reserved")')" ]
claim 'what it wrote is whole and known to the ledger' files_are_known
rm middle

# Ends by force, later and later, until a run lives to its end.
pause=10 killed=0 # milliseconds
until
    timeout -s KILL "$(printf '%d.%03d' $((pause / 1000)) $((pause % 1000)))" wstep-sign \
        --csr first second --out-dir out --report report >forced 2>&1
    [ $? != 137 ]
do
    killed=$((killed + 1))
    files_are_known || fail "after SIGKILL in $pause ms each file is whole and known to the ledger"
    pause=$((pause * 6 / 5 + 1))
done 2>/dev/null
claim "$killed runs were ended by force" [ $killed -gt 3 ]
claim 'no hidden files are left over' [ -z "$(find out -type f ! -name '*.pem')" ]

wstep-sign --csr first second --out-dir out --report report >summary 2>messages
claim 'the last run ends with the status of the bad requests' [ $? = 3 ]
claim 'each request but the bad has its file' [ "$(find out -name '*.pem' | wc -l)" = $count ]
claim 'the report names the bad ones' cmp <(jq -r .file report | sort) \
    <(printf '%s\n' first/bad-{1,2,3}.csr second/bad-{4,5,6}.csr)
claim 'and why' [ "$(jq -r .error report | sort -u)" = malformed ]
claim 'no message beside them' [ ! -s messages ]
claim 'each file is whole and known to the ledger' files_are_known
claim 'nothing was signed twice' no_key_twice
claim 'nothing stays reserved' [ "$(rows | grep -c '"state":"issued"')" = $count ]
claim 'openssl accepts them' sh -c 'openssl verify -CAfile authority/root.pem \
    -untrusted authority/issuing.pem out/*.pem >/dev/null'

wstep-sign --csr first second --out-dir out --report report >summary
claim 'once more changes nothing' grep -qx \
    "$((count + 6)) requests: 0 certificates written, $count there already, 6 refused" summary
claim 'not in the ledger either' [ "$(rows | wc -l)" = $count ]
finish
