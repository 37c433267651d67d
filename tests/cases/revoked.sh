# A service with an authority whose key is fixed, and three certificates: 1A and 2A of alice's, the
# second for another key, and 3B of bob's, all of January 2026, for a year.
cp "$VECTORS"/x509/{issuing.pem,issuing.key,root.pem} .
chmod 600 issuing.key
cat > enrollkit.toml <<END
[authority]
certificate = "issuing.pem"
key = "issuing.key"
chain = "root.pem"
[authority.crl]
file = "issuing.crl"
pem_file = "issuing.crl.pem"
delta_file = "delta.crl"
${crl-}
[ledger]
url = "ledger.db"
END
export ENROLLKIT_CONFIG=enrollkit.toml

# sign SERIAL KEY USER DEVICE
sign() {
    openssl req -new -key "$VECTORS/x509/$2" -subj /CN=any -out "$1.csr" 2> log
    wstep-sign --csr "$1.csr" --serial "$1" --user "$3" --device "$4" --subject "CN=$4" \
        --trace-id "sign-$1" --now 2026-01-10T12:00:00Z > "$1.pem"
}
sign 1A00000000000001 device.key alice@example.com D1
sign 2A00000000000002 p256.key alice@example.com D2
sign 3B00000000000003 device.key bob@example.com D3

# crl FILE - what a list says, in short.
crl() {
    openssl crl -inform DER -in "$1" -noout -text |
        sed -n '/Last Update/p; /Next Update/p; /CRL Number/,+1p; /Delta CRL/,+1p
                /Serial Number/p; /Revocation Date/p; /Reason Code/,+1p; /Distribution/,+1p
                /Freshest/,+2p; /No Revoked/p' | sed 's/^ *//'
}
