#!/bin/bash
# A device signs its requests with a certificate (AuthPolicy Certificate). xmlsec1's own command
# line is the signer.

. "$(dirname "$0")/lib.bash"
start_lab

utility=http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd
secext=http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd
x509=http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0
exclusive=http://www.w3.org/2001/10/xml-exc-c14n#
dsig=http://www.w3.org/2000/09/xmldsig#

# A date as a message has it: when DATE_ARGUMENT
when() {
    date -u -d "$1" +%Y-%m-%dT%H:%M:%SZ
}

# reference URI TRANSFORM...
reference() {
    local uri=$1 transform
    shift
    printf '<Reference URI="%s"><Transforms>' "$uri"
    for transform; do printf '<Transform Algorithm="%s"/>' "$transform"; done
    printf '</Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
    printf '<DigestValue></DigestValue></Reference>'
}
whole=$(reference '' "${dsig}enveloped-signature")
parts=$(reference '#body' "$exclusive")$(reference '#timestamp' "$exclusive")

# template NAME [CSR]: a message to be signed. The variables certificate, created, expires,
# references and method say how; the certificate is that of the lab's device.
template() {
    local token security
    token=$(openssl x509 -in "${certificate-$LAB_DEVICE_CERT}" -outform DER | base64 -w 0)
    security="<u:Timestamp xmlns:u=\"$utility\" u:Id=\"timestamp\">"
    security+="<u:Created>$(when "${created-now}")</u:Created>"
    security+="<u:Expires>$(when "${expires-+5 minutes}")</u:Expires></u:Timestamp>"
    security+="<k:BinarySecurityToken ValueType=\"$x509#X509v3\" Id=\"uuid-1\" "
    security+="EncodingType=\"$secext#base64binary\">$token</k:BinarySecurityToken>"
    security+="<Signature xmlns=\"$dsig\"><SignedInfo>"
    security+="<CanonicalizationMethod Algorithm=\"$exclusive\"/><SignatureMethod "
    security+="Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#${method-rsa-sha256}\"/>"
    security+="${references-$whole}</SignedInfo><SignatureValue></SignatureValue><KeyInfo>"
    security+="<k:SecurityTokenReference><k:Reference URI=\"1\" ValueType=\"$x509#X509\"/>"
    security+="</k:SecurityTokenReference></KeyInfo></Signature>"
    message "$@" | tr '\n' '\1' |
        sed -e "s|<k:UsernameToken>.*</k:UsernameToken>|${security//&/\\&}|" \
            -e 's|<e:Body|& Id="body"|' |
        tr '\1' '\n'
}

# signed TARGET NAME [CSR]: a template as xmlsec1 signs it, with the variable key.
signed() {
    template "${@:2}" >"$scratch/template"
    xmlsec1 --sign --privkey-pem "${key-$LAB_DEVICE_KEY}" --id-attr:Id Body \
        --id-attr:Id Timestamp --output "$1" "$scratch/template" 2>"$scratch/xmlsec1.log" || {
        cat "$scratch/xmlsec1.log"
        fail "xmlsec1 does not sign $1"
    }
}

issued() {
    xpath 'string(//N(RequestedSecurityToken)/N(BinarySecurityToken))' | base64 -d |
        xmllint --xpath 'string(//characteristic[@type="My"]//parm/@value)' -
}

sed 's/OnPremise/Certificate/' "$messages/discover.xml" >"$scratch/discover"
post Discovery "$scratch/discover"
answered 'a device that has a certificate is answered' discover-response
claim 'that it should use it' [ "$(xpath 'string(//N(AuthPolicy))')" = Certificate ]

# What is good.
signed "$scratch/policies" policies
post Policy "$scratch/policies"
answered 'a signed GetPolicies is answered' getpolicies-response
post Policy "$scratch/policies"
answered 'and again' getpolicies-response
first=$(csr -newkey rsa:2048)
signed "$scratch/issue" issue "$first"
post Enrollment "$scratch/issue"
answered 'a signed certificate request is answered' rstrc
before=$(issued)
post Enrollment "$scratch/issue"
answered 'the very same one is answered again' rstrc
claim 'with the same certificate' [ "$(issued)" = "$before" ]
claim 'for the user in the certificate' \
    [ "$(mdm-ledger list --json | jq -r .user)" = "$LAB_USER" ]
references=$parts signed "$scratch/parts" issue "$(csr -newkey rsa:2048)"
post Device "$scratch/parts"
answered 'a signature over Body and Timestamp alone does' rstrc

# Signed by the lab's authority for devices, for other keys: device NAME OPTION...
device_certificate() {
    openssl req -x509 -nodes -days 30 -subj "/CN=$1" -CA "${authority-$scratch/lab/device/ca.pem}" \
        -CAkey "${authority_key-$scratch/lab/device/ca.key}" -keyout "$scratch/$1.key" \
        -out "$scratch/$1.pem" -addext 'basicConstraints=critical,CA:FALSE' \
        -addext "extendedKeyUsage=${usage-clientAuth}" \
        -addext "subjectAltName=otherName:1.3.6.1.4.1.311.20.2.3;UTF8:${upn-$LAB_USER}" \
        "${@:2}" 2>"$scratch/openssl.log" || cat "$scratch/openssl.log"
}

# signed_by NAME: a GetPolicies by that certificate, sent.
signed_by() {
    certificate=$scratch/$1.pem key=$scratch/$1.key signed "$scratch/by" policies
    post Policy "$scratch/by"
}

device_certificate p256 -newkey ec -pkeyopt ec_paramgen_curve:P-256
method=ecdsa-sha256 signed_by p256
answered 'a certificate for a P-256 key does' getpolicies-response

# In the folder beside the project there may be published messages: signed as they stand, but for
# the certificate, the time, and algorithms that are misspelt there.
samples=$top/../shared/spec/samples
transforms="<Transforms><Transform Algorithm=\"${dsig}enveloped-signature\"/></Transforms>"
for kind in getpolicies:Policy rst:Enrollment; do
    sample=$samples/${kind%:*}-certificate.xml
    [ -r "$sample" ] || continue
    token=$(openssl x509 -in "$LAB_DEVICE_CERT" -outform DER | base64 -w 0)
    sed -E -e "s|20[0-9T:-]*Z</u:Created|$(when now)</u:Created|" \
        -e "s|20[0-9T:-]*Z</u:Expires|$(when '+5 minutes')</u:Expires|" \
        -e "/uuid-2980/s|>MII[^<]*<|>$token<|" -e 's|>hash<|><|; s|>MessageDigestValue<|><|' \
        -e 's|>signature<|><|; s|>SignedMessageBlob<|><|' \
        -e 's|2000/09/xmldsig-more#rsa|2001/04/xmldsig-more#rsa|' \
        -e 's|2000/09/xmldsig#sha256|2001/04/xmlenc#sha256|' \
        -e "s|(<Reference URI=\"\">)\$|\\1$transforms|" \
        "$sample" | awk '/<Transforms>$/ { skip = 1 } !skip; /<\/Transforms>/ { skip = 0 }' \
        >"$scratch/sample"
    xmlsec1 --sign --privkey-pem "$LAB_DEVICE_KEY" --output "$scratch/signed" "$scratch/sample" \
        2>"$scratch/xmlsec1.log" || cat "$scratch/xmlsec1.log"
    post "${kind#*:}" "$scratch/signed"
    [ "${kind%:*}" = rst ] && expected=rstrc || expected=getpolicies-response
    answered "the published ${kind%:*} is answered" "$expected"
done

# What is not: changed, moved, replayed.
changed() {
    sed -z "$1" "$scratch/$2" >"$scratch/changed"
    cmp -s "$scratch/changed" "$scratch/$2" && fail "'$1' changes nothing"
    post Enrollment "$scratch/changed"
}
changed 's/E2E-DEVICE/E2E-OTHER/' issue
refused 'another DeviceID under a signature' Authentication
changed 's/E2E-DEVICE/E2E-<!-- -->DEVICE/' issue
refused 'the same content in another message, once it was used' Authentication
changed 's/000000000003/000000000004/' parts
refused 'a signature that stood in another message' Authentication
changed "s|</k:Security>|&<k:Security xmlns:k=\"$secext\"/>|" issue
refused 'two Security headers' InvalidSecurity
changed 's|<e:Body Id="body"|<e:Body Id="other"|' parts
refused 'a Body that is not the one that was signed' InvalidSecurity
changed 's|</e:Header>|<x:X xmlns:x="urn:x" Id="body"/>&|' parts
refused 'an Id that is there twice' InvalidSecurity
changed 's|<Signature .*</Signature>||' issue
refused 'a certificate without a signature' InvalidSecurity

created='-20 minutes' expires='-15 minutes' signed "$scratch/late" policies
post Policy "$scratch/late"
refused 'a request of before' Authentication
created='+20 minutes' expires='+25 minutes' signed "$scratch/early" policies
post Policy "$scratch/early"
refused 'a request of later' Authentication
created='-20 minutes' expires='+20 minutes' signed "$scratch/long" policies
post Policy "$scratch/long"
refused 'a request that would be good for long' Authentication

# Certificates of others, of other times, for other things, and revoked ones.
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=enrollkit lab devices' \
    -keyout "$scratch/other.key" -out "$scratch/other.pem" 2>"$scratch/openssl.log"
authority=$scratch/other.pem authority_key=$scratch/other.key \
    device_certificate of-another-authority -newkey rsa:2048
signed_by of-another-authority
refused 'a certificate of an authority of the same name' Authentication
usage=serverAuth device_certificate of-a-server -newkey rsa:2048
signed_by of-a-server
refused 'the certificate of a server' Authentication
device_certificate weak -newkey rsa:1024
signed_by weak
refused 'a weak key' Authentication
upn='' device_certificate nameless -newkey rsa:2048
signed_by nameless
refused 'a certificate that names no user' Authentication

mkdir "$scratch/ca"
: >"$scratch/ca/index.txt"
cat >"$scratch/ca/ca.cnf" <<END
[ca]
default_ca = lab
[lab]
database = $scratch/ca/index.txt
default_md = sha256
END
ca() {
    openssl ca -config "$scratch/ca/ca.cnf" -cert "$scratch/lab/device/ca.pem" \
        -keyfile "$scratch/lab/device/ca.key" "$@" 2>"$scratch/openssl.log" ||
        cat "$scratch/openssl.log"
}
device_certificate lost -newkey rsa:2048
signed_by lost
answered 'a device that nobody misses is answered' getpolicies-response
ca -revoke "$scratch/lost.pem"
ca -gencrl -crldays 1 -out "$scratch/lab/device/ca.crl"
sed -i 's|^anchors.*|&\nrevocation_lists = ["device/ca.crl"]|' "$LAB_CONFIG"
signed_by lost
refused 'and refused once it is on the list' Authentication
post Policy "$scratch/policies"
answered 'others are not' getpolicies-response
ca -gencrl -crlsec 1 -out "$scratch/lab/device/ca.crl"
sleep 2
post Policy "$scratch/policies"
refused 'a list that is out of date is not the device'\''s fault' EnrollmentServer
sed -i '/^revocation_lists/d' "$LAB_CONFIG"

# The same request at the same time is still one.
signed "$scratch/once" issue "$(csr -newkey rsa:2048)"
count=$(mdm-ledger list --json | wc -l)
for _ in 1 2 3 4 5 6; do
    curl -sS --max-time 60 --cacert "$LAB_CA_BUNDLE" --data-binary "@$scratch/once" \
        -H 'Content-Type: application/soap+xml; charset=utf-8' -o /dev/null -w '%{http_code}\n' \
        "$base/Enrollment.svc" >>"$scratch/codes" &
done
wait
claim 'six at once are answered' [ "$(sort -u "$scratch/codes")" = 200 ]
claim 'with one certificate' [ "$(mdm-ledger list --json | wc -l)" = $((count + 1)) ]

mdm-request policies --user "$LAB_USER" --sign-cert "$LAB_DEVICE_CERT" \
    --sign-key "$LAB_DEVICE_KEY" >"$scratch/ours"
post Policy "$scratch/ours"
answered 'what mdm-request signs is answered' getpolicies-response
enroll() {
    mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" --user "$LAB_USER" \
        --auth certificate --out-dir "$1" "${@:2}" >"$scratch/enroll.out" 2>&1 ||
        { cat "$scratch/enroll.out" && false; }
}
claim 'mdm-enroll enrolls with a certificate' enroll "$scratch/by-certificate" \
    --sign-cert "$LAB_DEVICE_CERT" --sign-key "$LAB_DEVICE_KEY"
claim 'and gets one of its own' openssl x509 -in "$scratch/by-certificate/device.pem" -noout
enroll "$scratch/no" --sign-cert "$scratch/of-another-authority.pem" \
    --sign-key "$scratch/of-another-authority.key" >"$scratch/no.out" &&
    fail 'mdm-enroll enrolls with a certificate of another authority'
message policies >"$scratch/password"
post Policy "$scratch/password"
answered 'a password still does' getpolicies-response
finish
