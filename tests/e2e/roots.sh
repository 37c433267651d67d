#!/bin/bash
# One root replaces another while devices of both are served through nginx: a device enrolls under
# the old one and renews into the new one, both have their lists of revoked certificates, and the
# old one is retired. Then the same with intermediates between root and issuing authority.

. "$(dirname "$0")/lib.bash"
start_lab
lab=$scratch/lab

by_user=(--user "$LAB_USER" --password-file "$LAB_PASSWORD_FILE")
device() {
    mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" "$@" >"$scratch/enroll.out" 2>&1
}
not() { ! "$@"; }
below() { # below ROOT DEVICE: its certificate stands below that root.
    openssl verify -x509_strict -CAfile "$1" -untrusted "$scratch/$2/chain.pem" \
        "$scratch/$2/device.pem" >"$scratch/verify.out" 2>&1
}
# The roots and intermediates that nginx verifies client certificates with.
trusts() {
    cat "$@" >"$lab/run/clients.pem"
    nginx -c "$lab/run/nginx.conf" -s reload 2>"$scratch/nginx.out"
    sleep 1
}
# configure AUTHORITY...: tables of authorities in place of the lab's.
cp "$LAB_CONFIG" "$scratch/before.toml"
configure() {
    sed '/^\[authority\]/,/^$/d' "$scratch/before.toml" >"$scratch/new.toml"
    printf '%s\n' "$@" >>"$scratch/new.toml"
    cp "$scratch/new.toml" "$LAB_CONFIG"
}
table() { # table TABLE DIRECTORY LIST
    printf '[%s]\ncertificate = "%s/issuing.pem"\n' "$1" "$2"
    printf 'key = "%s/issuing.key"\nchain = "%s/above.pem"\n' "$2" "$2"
    printf '[%s.crl]\nfile = "%s"\n' "$1" "$3"
}
cp "$lab/authority/root.pem" "$lab/authority/above.pem"
old=$lab/authority/root.pem

claim 'a device enrolls under the old root' device "${by_user[@]}" --out-dir "$scratch/one"
claim 'and stands below it' below "$old" one
claim 'so does another' device "${by_user[@]}" --out-dir "$scratch/other"
claim 'and one that is going to be late' device "${by_user[@]}" --out-dir "$scratch/late"

mdm-ca-init --key rsa2048 --name 'enrollkit lab 2' "$lab/next" || fail 'there is no next authority'
cp "$lab/next/root.pem" "$lab/next/above.pem"
new=$lab/next/root.pem
trusts "$lab/authority/chain.pem" "$lab/next/chain.pem"
configure "$(table authority next next.crl)" "$(table authorities.old authority old.crl)"
claim 'the configuration of both is good' mdm-check-config
cp "$LAB_CONFIG" "$scratch/both.toml"

# Before that, devices learn to trust the new root while the old authority still signs.
configure "$(table authority authority old.crl)"
sed -i 's|^\[provisioning\]|&\nroots = ["next/root.pem"]|' "$LAB_CONFIG"
claim 'the configuration that hands out both roots is good' mdm-check-config
has() { # has ROOT DEVICE: the document brought it.
    grep -qF "$(openssl x509 -in "$1" -outform DER | base64 -w 0)" "$scratch/$2/provisioning.xml"
}
claim 'a device enrolls' device "${by_user[@]}" --out-dir "$scratch/ready"
claim 'and gets the old root' has "$old" ready
claim 'and the new one' has "$new" ready
claim 'one that has enrolled before renews' device --renew "$scratch/ready" \
    --out-dir "$scratch/ready2"
claim 'below the old root' below "$old" ready2
claim 'and gets the new one' has "$new" ready2

cp "$scratch/both.toml" "$LAB_CONFIG"
claim 'who has both roots renews into the new one' device --renew "$scratch/ready2" \
    --out-dir "$scratch/ready3"
claim 'below the new root' below "$new" ready3
claim 'a device enrolls under the new root' device "${by_user[@]}" --out-dir "$scratch/two"
claim 'and stands below it' below "$new" two
claim 'the device of the old one renews' device --renew "$scratch/one" --out-dir "$scratch/one2"
claim 'into the new one' below "$new" one2
claim 'and not into the old one' not below "$old" one2
claim 'the document brought the new root' has "$new" one2
claim 'and not the old one again' not has "$old" one2
claim 'it renews again' device --renew "$scratch/one2" --out-dir "$scratch/one3"
claim 'below the new root' below "$new" one3
claim 'so does another, by its user' device --renew "$scratch/other" --manual "${by_user[@]}" \
    --out-dir "$scratch/other2"
claim 'into the new one' below "$new" other2

serial() { openssl x509 -in "$scratch/$1/device.pem" -noout -serial | cut -d = -f 2; }
mdm-revoke --serial "$(serial other)" >"$scratch/revoke.out" || fail 'nothing is revoked'
mdm-revoke --serial "$(serial two)" >"$scratch/revoke.out" || fail 'nothing is revoked'
claim 'each authority writes its list' mdm-crl
listed() { # listed LIST ISSUER DEVICE
    openssl crl -inform DER -in "$lab/$1" -noout -CAfile "$lab/$2/issuing.pem" \
        >"$scratch/crl.out" 2>&1 && [ "$(openssl crl -inform DER -in "$lab/$1" -noout -text |
        sed -n 's/^ *Serial Number: //p')" = "$(serial "$3")" ]
}
claim 'the old one of its own' listed old.crl authority other
claim 'the new one of its own' listed next.crl next two
claim 'mdm-ledger finds nothing wrong' mdm-ledger verify

# The old key is taken away: its certificates may be renewed as long as they are named.
rm "$lab/authority/issuing.key"
configure "$(table authority next next.crl)"
sed -i 's|^\[renewal\]|&\nauthorities = ["authority/issuing.pem"]|' "$LAB_CONFIG"
claim 'the configuration without the old key is good' mdm-check-config
claim 'who is late renews all the same' device --renew "$scratch/late" --out-dir "$scratch/late2"
claim 'into the new one' below "$new" late2
claim 'mdm-ledger knows the old one' mdm-ledger verify
trusts "$lab/next/chain.pem"
configure "$(table authority next next.crl)"
claim 'the configuration of the new one alone is good' mdm-check-config
claim 'a device of the old one is refused' not device --renew "$scratch/late"
claim 'as a code' grep -q 0x80180016 "$scratch/enroll.out"
claim 'one of the new one renews' device --renew "$scratch/late2" --out-dir "$scratch/late3"

# Intermediates between root and issuing authority.
deep=$lab/deep
mkdir "$deep"
ca() { # ca NAME PATHLEN ABOVE
    openssl req -x509 -newkey rsa:2048 -nodes -days 1000 -subj "/CN=Deep $1" \
        -keyout "$deep/$1.key" -out "$deep/$1.pem" \
        -addext 'keyUsage=critical,keyCertSign,cRLSign' \
        -addext "basicConstraints=critical,CA:TRUE,pathlen:$2" \
        ${3:+-CA "$deep/$3.pem" -CAkey "$deep/$3.key"} 2>>"$scratch/openssl.log"
}
ca root 2 ''
ca middle 1 root
ca issuing 0 middle
cat "$deep"/{middle,root}.pem >"$deep/above.pem"
cat "$deep"/{issuing,middle,root}.pem >"$scratch/deep.pem"
sed -i 's/ssl_verify_depth 2/ssl_verify_depth 3/' "$lab/run/nginx.conf"
trusts "$lab/next/chain.pem" "$scratch/deep.pem"
configure "$(table authority deep deep.crl)" "$(table authorities.next next next.crl)"
claim 'the configuration with an intermediate is good' mdm-check-config
claim 'a device enrolls below it' device "${by_user[@]}" --out-dir "$scratch/deep"
claim 'openssl verifies it' below "$deep/root.pem" deep
claim 'the document has Root, CA and My in this order' grep -q \
    'type="Root".*type="CA".*type="My"' "$scratch/deep/provisioning.xml"
claim 'with both intermediates' [ "$(xmllint --xpath \
    'count(//characteristic[@type="CA"]/characteristic/characteristic)' \
    "$scratch/deep/provisioning.xml")" = 2 ]
claim 'it renews' device --renew "$scratch/deep" --out-dir "$scratch/deep2"
claim 'one of another root renews into it' device --renew "$scratch/late3" \
    --out-dir "$scratch/late4"
claim 'and openssl verifies it' below "$deep/root.pem" late4
finish
