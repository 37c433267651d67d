#!/bin/bash
# Where the web server would answer by itself, a device gets a fault or what it asked for: client
# certificates that it does not like, bodies that it does not take, programs that end.

. "$(dirname "$0")/lib.bash"
start_lab

message discover >"$scratch/Discovery"
message policies >"$scratch/Policy"
kinds=(Discovery:discover-response Policy:getpolicies-response Enrollment:rstrc Device:rstrc)

# certificate NAME CA START END: a certificate of a client, by an authority of the lab.
certificate() {
    mkdir -p "$scratch/$1"
    : >"$scratch/$1/index"
    printf '[ca]\ndefault_ca=a\n[a]\ndatabase=%s/index\nnew_certs_dir=%s\nrand_serial=yes
default_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n' "$scratch/$1" "$scratch/$1" \
        >"$scratch/$1/ca.conf"
    openssl req -new -newkey rsa:2048 -nodes -subj /CN=device -keyout "$scratch/$1/device.key" \
        -out "$scratch/$1/csr" 2>"$scratch/openssl.log"
    openssl ca -batch -config "$scratch/$1/ca.conf" -cert "$2.pem" -keyfile "$2.key" \
        -in "$scratch/$1/csr" -out "$scratch/$1/device.pem" -startdate "$3" -enddate "$4" -notext \
        2>>"$scratch/openssl.log" || fail "openssl made no certificate $1"
}
certificate expired "$scratch/lab/authority/issuing" 20200101000000Z 20210101000000Z
certificate early "$scratch/lab/authority/issuing" 20400101000000Z 20410101000000Z
certificate unknown "$scratch/lab/tls/ca" 20200101000000Z 20400101000000Z
certificate self "$scratch/lab/authority/issuing" 20200101000000Z 20400101000000Z
openssl req -x509 -nodes -newkey rsa:2048 -subj /CN=self -keyout "$scratch/self/device.key" \
    -out "$scratch/self/device.pem" 2>"$scratch/openssl.log"

for name in expired early unknown self; do
    tls=(--cert "$scratch/$name/device.pem" --key "$scratch/$name/device.key")
    for kind in "${kinds[@]}"; do
        endpoint=${kind%:*}
        [ "${kind#*:}" != rstrc ] || message issue "$(csr -newkey rsa:2048)" >"$scratch/$endpoint"
        post "$endpoint" "$scratch/$endpoint" "${tls[@]}"
        answered "$endpoint answers who shows a certificate that is $name" "${kind#*:}"
    done
    for page in "$LAB_LOGIN_URL?appru=ms-app%3A%2F%2Fx" "$LAB_URL"; do
        claim "$page is there for $name" [ "$(curl -sS --cacert "$LAB_CA_BUNDLE" "${tls[@]}" \
            -o "$scratch/body" -w '%{http_code}' "$page")" = 200 ]
    done
    openssl req -in "$scratch/$name/csr" -outform DER -out "$scratch/new.der" 2>/dev/null
    openssl cms -sign -binary -nodetach -in "$scratch/new.der" -outform DER \
        -signer "$scratch/$name/device.pem" -inkey "$scratch/$name/device.key" |
        mdm-request renew --pkcs7 - >"$scratch/renewal"
    post Enrollment "$scratch/renewal" "${tls[@]}"
    refused "a renewal by a certificate that is $name" Authorization
    sed '/<k:Security/,/<\/k:Security/d' "$scratch/Policy" >"$scratch/bare"
    post Policy "$scratch/bare" "${tls[@]}"
    refused "a GetPolicies by a certificate that is $name alone" Authorization
done
claim 'another address is not there' [ "$(curl -sS --cacert "$LAB_CA_BUNDLE" "${tls[@]}" \
    -o "$scratch/body" -w '%{http_code}' "${base%/*}/other")" = 404 ]

head -c 6000000 /dev/zero >"$scratch/huge"
for endpoint in Discovery Policy Enrollment Device; do
    post $endpoint "$scratch/huge"
    refused "$endpoint: a body over the limit of nginx" MessageFormat
done
curl -sS -o "$scratch/body" -D "$scratch/headers" --data-binary "@$scratch/Policy" \
    "http${base#https}/Policy.svc"
claim 'HTTP without TLS gets a fault' \
    [ "$(xpath 'string(//N(Subcode)/N(Value))')" = s:MessageFormat ]

# The first program dies while a body that no pipe holds is on its way to it.
"$top/scripts/lab" stop "$scratch/lab"
mkdir "$scratch/bin"
ln -s "$ENROLLKIT_BIN"/* "$scratch/bin/"
head -c 900000 /dev/zero | tr '\0' ' ' >"$scratch/large"
for program in mdm-auth mdm-discover; do
    ln -sf "$ENROLLKIT_BIN"/* "$scratch/bin/"
    rm "$scratch/bin/$program"
    # shellcheck disable=SC2016 # for the script that is written
    printf '#!/bin/sh\n[ $REQUEST_METHOD = POST ] || exec %s "$@"\n' "$ENROLLKIT_BIN/$program" \
        >"$scratch/bin/$program"
    echo 'head -c 9 >/dev/null; kill -9 $$' >>"$scratch/bin/$program"
    chmod +x "$scratch/bin/$program"
    ENROLLKIT_BIN=$scratch/bin start_lab
    endpoint=Enrollment
    [ $program = mdm-auth ] || endpoint=Discovery
    for _ in 1 2 3; do
        post $endpoint "$scratch/large"
        refused "$program is killed while a body arrives" EnrollmentServer
    done
    "$top/scripts/lab" stop "$scratch/lab"
done
finish
