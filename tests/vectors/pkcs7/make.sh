#!/bin/sh
# Makes the vectors of this folder anew, with the openssl command line; see README.
set -eu
cd "$(dirname "$0")"
x509=../x509

cms() { # NAME cms-arguments...
    name=$1
    shift
    openssl cms -sign -binary -in "$x509/request-rsa.der" -outform DER -out "$name" "$@"
}
leaf="-signer $x509/leaf.pem -inkey $x509/device.key"

# shellcheck disable=SC2086
{
    cms sha256.der -nodetach $leaf -md sha256
    cms sha384.der -nodetach $leaf -md sha384
    cms sha512.der -nodetach $leaf -md sha512
    cms sha1.der -nodetach $leaf -md sha1
    cms md5.der -nodetach $leaf -md md5
    cms stream.ber -nodetach $leaf -md sha256 -stream
    cms no-attributes.der -nodetach $leaf -md sha256 -noattr
    cms key-identifier.der -nodetach $leaf -md sha256 -keyid
    cms pss.der -nodetach $leaf -md sha256 -keyopt rsa_padding_mode:pss
    cms more-certificates.der -nodetach $leaf -md sha256 -certfile $x509/issuing.pem
    cms other-type.der -nodetach $leaf -md sha256 -econtent_type 1.3.6.1.5.5.7.12.2
    cms detached.der $leaf -md sha256
    cms no-certificate.der -nodetach $leaf -md sha256 -nocerts
    cms two-signers.der -nodetach $leaf -signer $x509/p256.pem -inkey $x509/p256.key -md sha256
    cms ecdsa.der -nodetach -signer $x509/p256.pem -inkey $x509/p256.key -md sha256
}
openssl crl2pkcs7 -nocrl -certfile "$x509/leaf.pem" -outform DER -out no-signer.der
openssl cms -data_create -binary -in "$x509/request-rsa.der" -outform DER -out data.der
