# An authority with fixed keys, a ledger that is empty, and the options that make a run repeatable.
cp "$VECTORS"/x509/{issuing.pem,issuing.key,root.pem} .
chmod 600 issuing.key
cat > enrollkit.toml <<END
[authority]
certificate = "issuing.pem"
key = "issuing.key"
chain = "root.pem"
[ledger]
url = "ledger.db"
[profile]
alternative_names = ["upn:{user}"]
END
export ENROLLKIT_CONFIG=enrollkit.toml
fixed="--now 2026-11-23T08:15:42Z --seed 1"

# record TRACE_ID USER DEVICE CSR - a record as mdm-auth writes it, for a DER request.
record() {
    printf '{"record":1,"kind":"issue","trace_id":"%s","received":"2026-11-23T08:15:42.000Z",' "$1"
    printf '"identity":{"method":"onpremise","user":"%s"},"device":{"DeviceID":["%s"]},' "$2" "$3"
    printf '"request":{"pkcs10":"%s"}}\n' "$(base64 -w 0 "$4")"
}
csr() { echo "$VECTORS/x509/request-$1.der"; }
