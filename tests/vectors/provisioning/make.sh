#!/bin/sh
# Makes the certificates of this folder anew, with openssl(1). The files are committed; tests that
# compare thumbprints must be changed along with them.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

key() { openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/$1.key"; }
root() { # NAME SUBJECT
    key "$1"
    openssl req -x509 -new -key "$work/$1.key" -subj "$2" -days 7300 -out "$1.pem" \
        -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
}
below() { # NAME SUBJECT ISSUER EXTENSIONS
    key "$1"
    openssl req -new -utf8 -key "$work/$1.key" -subj "$2" -out "$work/$1.csr"
    printf '%s\n' "$4" >"$work/extensions"
    openssl x509 -req -in "$work/$1.csr" -CA "$3.pem" -CAkey "$work/$3.key" -days 7300 \
        -extfile "$work/extensions" -out "$1.pem"
}
authority='basicConstraints=critical,CA:TRUE'
device='extendedKeyUsage=clientAuth'

root root "/O=Example/CN=Example Root"
root other "/O=Example/CN=Another Root"
below issuing "/O=Example/CN=Example Issuing" root "$authority"
below second "/O=Example/CN=Example Second" issuing "$authority"
below device "/DC=test/DC=example/O=Example, Inc./CN=device 1" issuing "$device"
below direct "/CN=device 2" root "$device"
below deep "/CN=device 3" second "$device"
cp "$work/device.key" device.key
