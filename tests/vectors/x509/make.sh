#!/bin/sh
# Makes the vectors of this folder anew, with the openssl command line and craft.py. Keys that are
# there are kept, so that what is signed with RSA stays the same; see README.
set -eu
cd "$(dirname "$0")"

key() { # FILE genpkey-arguments...
    file=$1
    shift
    test -e "$file" || openssl genpkey -quiet "$@" -out "$file" 2>/dev/null
}
request() { # NAME KEY req-arguments...
    name=$1
    from=$2
    shift 2
    openssl req -new -key "$from" -subj "/CN=device" -outform DER -config ca.cnf \
        -out "request-$name.der" "$@"
}

key root.key -algorithm RSA -pkeyopt rsa_keygen_bits:2048
key issuing.key -algorithm RSA -pkeyopt rsa_keygen_bits:2048
key device.key -algorithm RSA -pkeyopt rsa_keygen_bits:2048
key small.key -algorithm RSA -pkeyopt rsa_keygen_bits:1024
key exponent-3.key -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3
key p256.key -algorithm EC -pkeyopt ec_paramgen_curve:P-256
key p384.key -algorithm EC -pkeyopt ec_paramgen_curve:P-384
key p521.key -algorithm EC -pkeyopt ec_paramgen_curve:P-521
key secp256k1.key -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1
key explicit.key -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit
key ed25519.key -algorithm ED25519

# Other forms of the same private keys.
openssl rsa -in device.key -traditional -out device-traditional.key 2>/dev/null
openssl ec -in p256.key -out p256-traditional.key 2>/dev/null
openssl ec -in p256.key -no_public -out p256-no-public.key 2>/dev/null
{ openssl ecparam -name prime256v1; cat p256-traditional.key; } >p256-with-parameters.key
openssl pkcs8 -topk8 -in p256.key -passout pass:secret -out p256-encrypted.key
openssl rsa -in device.key -traditional -aes128 -passout pass:secret \
    -out device-traditional-encrypted.key 2>/dev/null

# An authority of two levels: the root ends after 2049, the issuing one before.
openssl req -x509 -new -key root.key -sha256 -days 36500 -set_serial 0x4000000000000001 \
    -subj "/DC=com/DC=example/CN=Test Root" -config ca.cnf -extensions root -out root.pem
openssl req -new -key issuing.key -subj "/O=Example\, Inc./CN=Test Issuing CA" -config ca.cnf |
    openssl x509 -req -CA root.pem -CAkey root.key -sha256 -days 8000 \
        -set_serial 0x00C0FFEE00000002 -extfile ca.cnf -extensions issuing -out issuing.pem
openssl req -new -key device.key -subj "/CN=leaf" -config ca.cnf |
    openssl x509 -req -CA issuing.pem -CAkey issuing.key -sha256 -days 7000 -set_serial 3 \
        -extfile ca.cnf -extensions leaf -out leaf.pem
for curve in p256 p384 p521; do
    openssl req -x509 -new -key $curve.key -days 36500 -subj "/CN=Test $curve" -config ca.cnf \
        -extensions root -out $curve.pem
done

request rsa device.key -sha256
openssl req -in request-rsa.der -inform DER -out request-rsa.pem
openssl req -in request-rsa.der -inform DER -newhdr -text -out request-rsa-text.pem
request rsa-sha384 device.key -sha384
request rsa-sha512 device.key -sha512
request rsa-sha1 device.key -sha1
request rsa-md5 device.key -md5
request rsa-sha224 device.key -sha224
request pss-sha256 device.key -sha256 -sigopt rsa_padding_mode:pss
request pss-sha512 device.key -sha512 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20
request pss-no-salt device.key -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:0
request pss-sha1 device.key -sha1 -sigopt rsa_padding_mode:pss
request small small.key -sha256
request exponent-3 exponent-3.key -sha256
request p256 p256.key -sha256
request p384 p384.key -sha384
request p521 p521.key -sha512
request p256-sha1 p256.key -sha1
request secp256k1 secp256k1.key -sha256
request explicit explicit.key -sha256
request ed25519 ed25519.key
request names device.key -sha256 -utf8 -subj \
    "/C=DE/ST=Bayern/O=Münchner, Söhne \+ Co./OU= edge /serialNumber=7/emailAddress=a@b.example/title=Dr"
request extensions device.key -sha256 -addext "subjectAltName=DNS:evil.example" \
    -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=keyCertSign"

python3 craft.py
