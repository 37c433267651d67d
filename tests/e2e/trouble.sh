#!/bin/bash
# When the server itself is in trouble, a device still gets a fault with a trace id.

. "$(dirname "$0")/lib.bash"
start_lab

message discover >"$scratch/Discovery"
message policies >"$scratch/Policy"
# A fresh key each time: the certificate of a known one could come from the ledger.
issue() {
    message issue "$(csr -newkey rsa:2048)" >"$scratch/issue"
    post Enrollment "$scratch/issue"
}

# A directory in place of a file stops root too.
issue
answered 'all is well at first' rstrc
# What was written last is in the file beside the ledger, until it is settled.
sqlite3 "$LAB_LEDGER" 'pragma wal_checkpoint(truncate)' >/dev/null
mv "$LAB_LEDGER" "$scratch/ledger"
rm -f "$LAB_LEDGER"-*
mkdir "$LAB_LEDGER"
issue
refused 'a ledger that cannot be written' EnrollmentServer
rmdir "$LAB_LEDGER"
mv "$scratch/ledger" "$LAB_LEDGER"
printf 'not a database, but long enough to be looked at' >"$scratch/noise"
cp "$LAB_LEDGER" "$scratch/ledger"
cp "$scratch/noise" "$LAB_LEDGER"
issue
refused 'a ledger that is none' EnrollmentServer
cp "$scratch/ledger" "$LAB_LEDGER"

key=$scratch/lab/authority/issuing.key
mv "$key" "$scratch/issuing.key"
issue
refused 'a CA key that is not there' CertificateRequest
mkdir "$key"
issue
refused 'a CA key that cannot be read' CertificateRequest
rmdir "$key"
cp "$scratch/key" "$key"
issue
refused 'a CA key that is that of another certificate' CertificateRequest
cp "$scratch/issuing.key" "$key"

mv "$scratch/lab/passwords" "$scratch/passwords"
post Policy "$scratch/Policy"
refused 'a password file that is not there' EnrollmentServer
mv "$scratch/passwords" "$scratch/lab/passwords"

mv "$LAB_CONFIG" "$scratch/config"
post Discovery "$scratch/Discovery"
got=$(xpath 'string(//N(Subcode)/N(Value))')
claim "a configuration that is not there gets a fault: $got" [ "${got#*:}" = EnrollmentServer ]
mv "$scratch/config" "$LAB_CONFIG"

# A stage that dies leaves the last stage with nothing.
"$top/scripts/lab" stop "$scratch/lab"
mkdir "$scratch/bin"
ln -s "$ENROLLKIT_BIN"/* "$scratch/bin/"
for stage in mdm-auth wstep-sign; do
    ln -sf "$ENROLLKIT_BIN"/* "$scratch/bin/"
    rm "$scratch/bin/$stage"
    # shellcheck disable=SC2016 # for the script that is written
    printf '#!/bin/sh\nkill -9 $$\n' >"$scratch/bin/$stage"
    chmod +x "$scratch/bin/$stage"
    ENROLLKIT_BIN=$scratch/bin start_lab
    issue
    refused "$stage is killed" InternalServiceFault
    "$top/scripts/lab" stop "$scratch/lab"
done

# Without a web server between: what the scripts say to a request without a length.
for script in discovery policy enrollment device; do
    env -i PATH="$PATH" ENROLLKIT_CONFIG="$LAB_CONFIG" REQUEST_METHOD=POST \
        CONTENT_TYPE='application/soap+xml; charset=utf-8' \
        timeout 10 sh "$top/scripts/cgi/$script.cgi" <"$scratch/Policy" >"$scratch/cgi"
    tr -d '\r' <"$scratch/cgi" | sed '/^$/q' >"$scratch/headers"
    header Status | cut -d ' ' -f 1 | tr -d '\n' >"$scratch/status"
    tail -c +$((1 + $(sed '/^\r$/q' "$scratch/cgi" | wc -c))) "$scratch/cgi" >"$scratch/body"
    refused "$script.cgi without CONTENT_LENGTH" MessageFormat
done

start_lab
issue
answered 'all is well at the end' rstrc
claim 'the ledger kept the certificates of before and after' \
    [ "$(mdm-ledger list --json | wc -l)" -ge 2 ]
claim 'and is whole' [ "$(sqlite3 "$LAB_LEDGER" 'pragma integrity_check')" = ok ]
finish
