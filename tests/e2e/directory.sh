#!/bin/bash
# OnPremise against a directory: mdm-auth asks mdm-check-ldap, which asks a real slapd with TLS on
# loopback, made and stopped here.

. "$(dirname "$0")/lib.bash"

# A copy, since the profile that AppArmor may have for the package's binary knows no other folders.
cp "$(command -v slapd)" "$scratch/slapd" || exit 1
servers=()
# shellcheck disable=SC2317 # called by the trap
stop_all() {
    local pid
    for pid in "${servers[@]}"; do
        kill -CONT "$pid" && kill "$pid" && wait "$pid"
    done 2>/dev/null
    rm -rf "$scratch"
}
trap stop_all EXIT

certificates() {
    local new=(openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2)
    local name
    for name in ca other; do
        "${new[@]}" -subj "/CN=$name" -keyout "$scratch/$name.key" -out "$scratch/$name.pem" \
            -addext keyUsage=critical,keyCertSign
    done
    "${new[@]}" -subj /CN=localhost -CA "$scratch/ca.pem" -CAkey "$scratch/ca.key" \
        -keyout "$scratch/server.key" -out "$scratch/server.pem" \
        -addext basicConstraints=critical,CA:FALSE -addext subjectAltName=IP:127.0.0.1
}
certificates 2>"$scratch/openssl.log"

# person UID PASSWORD [LINE...]
person() {
    printf 'dn: uid=%s,ou=people,dc=example,dc=com\nobjectClass: inetOrgPerson\nuid: %s\n' "$1" "$1"
    printf 'cn: %s\nsn: %s\nmail: %s@example.com\nuserPassword: %s\n' "$1" "$1" "${1^}" "$2"
    printf '%s\n' "${@:3}" ''
}

entries() {
    cat <<'END'
dn: dc=example,dc=com
objectClass: dcObject
objectClass: organization
dc: example
o: example

dn: ou=people,dc=example,dc=com
objectClass: organizationalUnit
ou: people

dn: cn=enrollkit,dc=example,dc=com
objectClass: person
cn: enrollkit
sn: enrollkit
userPassword: service secret

dn: cn=policy,dc=example,dc=com
objectClass: person
objectClass: pwdPolicy
cn: policy
sn: policy
pwdAttribute: userPassword
pwdLockout: TRUE
pwdMaxFailure: 3
pwdMustChange: TRUE

dn: cn=expiring,dc=example,dc=com
objectClass: person
objectClass: pwdPolicy
cn: expiring
sn: expiring
pwdAttribute: userPassword
pwdMaxAge: 60

dn: cn=graceful,dc=example,dc=com
objectClass: person
objectClass: pwdPolicy
cn: graceful
sn: graceful
pwdAttribute: userPassword
pwdMaxAge: 60
pwdGraceAuthNLimit: 2

dn: cn=Enrollers,dc=example,dc=com
objectClass: groupOfNames
cn: Enrollers
member: uid=alice,ou=people,dc=example,dc=com
member: uid=locked,ou=people,dc=example,dc=com

END
    person alice 'correct horse'
    person bob 'bob secret'
    person locked 'locked secret' 'pwdAccountLockedTime: 000001010000Z'
    person expired 'expired secret' 'pwdChangedTime: 20000101000000Z' \
        'pwdPolicySubentry: cn=expiring,dc=example,dc=com'
    person grace 'grace secret' 'pwdChangedTime: 20000101000000Z' \
        'pwdPolicySubentry: cn=graceful,dc=example,dc=com'
    person reset 'reset secret' 'pwdReset: TRUE'
    person victim 'victim secret'
    person 'a*' 'star secret'
    person twin 'twin secret' 'mail: second@example.com'
    person double1 'double secret' 'title: double'
    person double2 'double secret' 'title: double'
}

# serve NAME URLS [LINE...]: a slapd with the entries and these lines in its configuration.
serve() {
    local name=$1 urls=$2
    mkdir "$scratch/$name"
    {
        printf 'include /etc/ldap/schema/%s.schema\n' core cosine inetorgperson
        printf 'modulepath /usr/lib/ldap\nmoduleload back_mdb\nmoduleload ppolicy\n'
        printf '%s\n' "${@:3}"
        cat <<END
database mdb
suffix "dc=example,dc=com"
rootdn "cn=root,dc=example,dc=com"
directory "$scratch/$name"
overlay ppolicy
ppolicy_default "cn=policy,dc=example,dc=com"
ppolicy_use_lockout
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="cn=enrollkit,dc=example,dc=com" read by * none
END
    } >"$scratch/$name.conf"
    entries | "$scratch/slapd" -T add -f "$scratch/$name.conf" >"$scratch/$name.log" 2>&1 ||
        { cat "$scratch/$name.log"; exit 1; }
    "$scratch/slapd" -d 0 -h "$urls" -f "$scratch/$name.conf" >>"$scratch/$name.log" 2>&1 &
    servers+=($!)
    local port=${urls#*127.0.0.1:}
    for _ in $(seq 600); do
        (exec 3<>"/dev/tcp/127.0.0.1/${port%%[!0-9]*}") 2>/dev/null && return
        sleep 0.1
    done
    echo "slapd does not start: $(cat "$scratch/$name.log")"
    exit 1
}
tls=$(free_port)
plain=$(free_port)
clear=$(free_port)
socket=$scratch/ldapi
urls="ldaps://127.0.0.1:$tls ldapi://${socket//\//%2F} ldap://127.0.0.1:$plain"
serve secure "$urls ldaps://127.0.0.2:$tls ldap://127.0.0.2:$plain" \
    "TLSCertificateFile $scratch/server.pem" "TLSCertificateKeyFile $scratch/server.key" \
    'security ssf=64' 'localSSF 128'
serve insecure "ldap://127.0.0.1:$clear"

echo 'service secret' >"$scratch/service-password"
# configure SERVERS [LDAP_LINE...]
configure() {
    cat >"$scratch/enrollkit.toml" <<END
[service]
auth_policies = ["OnPremise"]
[log]
file = "log"
[[onpremise.checkers]]
command = ["$ENROLLKIT_BIN/mdm-check-ldap"]
groups = ${groups-['cn=enrollers,dc=example,dc=com']}
[ldap]
servers = [$1]
base = "dc=example,dc=com"
filter = "(&(objectClass=inetOrgPerson)(|(uid={user})(mail={user})(title={user})))"
user_attribute = "mail"
END
    shift
    [ $# -gt 0 ] || set -- "ca_file = 'ca.pem'" "bind_dn = 'cn=enrollkit,dc=example,dc=com'" \
        "bind_password_file = 'service-password'" "group_filter = '(member={dn})'"
    printf '%s\n' "$@" >>"$scratch/enrollkit.toml"
}
export ENROLLKIT_CONFIG=$scratch/enrollkit.toml

# told CLAIM USER PASSWORD ANSWER [LOG]: what mdm-auth makes of it; LOG stands in what it logged.
told() {
    local got
    : >"$scratch/log"
    printf '%s\n' "$3" >"$scratch/password"
    got=$(mdm-request policies --user "$2" --password-file "$scratch/password" | mdm-auth |
        jq -r '.identity.user // .fault.subcode')
    if [ "$got" != "$4" ]; then
        fail "$1: '$got', expected $4: $(cat "$scratch/log")"
    elif ! grep -qF -- "${5-}" <(cat "$scratch/log"; echo); then
        fail "$1: the log has no '$5': $(cat "$scratch/log")"
    elif grep -qF -e "$3" -e 'service secret' "$scratch/log"; then
        fail "$1: the log has a password"
    else
        printf 'ok   %s: %s\n' "$1" "$got"
    fi
}

dn=ou=people,dc=example,dc=com
for url in "ldaps://127.0.0.1:$tls" "ldap://127.0.0.1:$plain" "ldapi://${socket//\//%2F}"; do
    configure "'$url'"
    told "${url%%:*}: user and password" alice 'correct horse' Alice@example.com
    told "${url%%:*}: wrong password" alice 'correct horst' Authentication \
        "wrong password: uid=alice,$dn"
done
configure "'ldaps://127.0.0.1:$tls'"
told 'another name of the user' ALICE@EXAMPLE.COM 'correct horse' Alice@example.com
told 'unknown user' carol 'correct horse' Authentication 'unknown user'
told 'not in the groups' bob 'bob secret' Authorization \
    "'Bob@example.com' is in none of the groups"
told 'not in the groups, and a wrong password' bob 'secret' Authentication 'wrong password'
told 'locked' locked 'locked secret' Authentication "the account is locked: uid=locked,$dn"
told 'expired' expired 'expired secret' Authentication "has expired: uid=expired,$dn"
told 'to be changed first' reset 'reset secret' Authentication 'has expired'
told 'a star is no wildcard' '*' 'correct horse' Authentication 'unknown user'
told 'nor is it in a name' 'a*' 'correct horse' Authentication "wrong password: uid=a*"
told 'parentheses are no filter' 'alice)(uid=*' 'correct horse' Authentication 'unknown user'
told 'two entries are nobody' double 'double secret' EnrollmentServer 'more than one entry'
told 'two names are none' twin 'twin secret' EnrollmentServer 'has 2 values of mail'
for try in 1 2 3; do
    told "wrong for the $try. time" victim 'wrong one' Authentication 'wrong password'
done
told 'locked by that' victim 'victim secret' Authentication 'the account is locked'

echo "# no groups asked for"
groups='["cn=none"]' configure "'ldaps://127.0.0.1:$tls'"
told 'other groups' alice 'correct horse' Authorization 'is in none of the groups'
sed -i '/^groups/d' "$ENROLLKIT_CONFIG"
told 'all of them' bob 'bob secret' Bob@example.com
told 'an expired password with grace' grace 'grace secret' Grace@example.com 'good for 1 more'
told 'and again' grace 'grace secret' Grace@example.com 'good for 0 more'
told 'and no more' grace 'grace secret' Authentication 'has expired'

echo "# the question by hand, without mdm-auth"
answer() { printf '%s\0%s\0' "$1" "$2" | mdm-check-ldap 3<&0; }
claim 'groups by their names' [ "$(answer alice 'correct horse')" = \
    '{"user":"Alice@example.com","groups":["cn=Enrollers,dc=example,dc=com"]}' ]
answer alice '' >"$scratch/answer"
claim 'an empty password is wrong' [ "$?:$(cat "$scratch/answer")" = \
    '1:{"reason":"wrong","message":"the password is empty"}' ]
echo 'TLS_REQCERT never' >"$scratch/ldaprc"
other_ca=("ca_file = 'other.pem'")
configure "'ldaps://127.0.0.1:$tls'" "${other_ca[@]}"
(cd "$scratch" && HOME=$scratch LDAPTLS_REQCERT=never answer alice 'correct horse') \
    >"$scratch/answer" 2>&1
claim 'no file and no variable switches the check of certificates off' [ $? = 111 ]

echo "# servers that cannot be used"
configure "'ldaps://127.0.0.1:1', 'ldaps://127.0.0.1:$tls'"
told 'the first server is down' alice 'correct horse' Alice@example.com
configure "'ldaps://127.0.0.1:1'"
told 'all are down' alice 'correct horse' EnrollmentServer 'ldaps://127.0.0.1:1: cannot connect'
for scheme in ldaps ldap; do
    port=$tls
    [ $scheme = ldaps ] || port=$plain
    configure "'$scheme://127.0.0.1:$port'" "${other_ca[@]}"
    told "$scheme: a certificate of another authority" alice 'correct horse' EnrollmentServer \
        'is its certificate from ca_file, and good for this name?'
    configure "'$scheme://127.0.0.2:$port'"
    told "$scheme: a certificate of another name" alice 'correct horse' EnrollmentServer \
        'is its certificate from ca_file, and good for this name?'
done
configure "'ldap://127.0.0.1:$clear'"
told 'a server without TLS' alice 'correct horse' EnrollmentServer 'cannot start TLS'
configure "'ldap://127.0.0.1:$clear', 'ldap://127.0.0.1:$plain'"
told 'and one with TLS after it' alice 'correct horse' Alice@example.com
configure "'ldaps://127.0.0.1:$tls'" "ca_file = 'nowhere.pem'"
told 'no CA file' alice 'correct horse' EnrollmentServer 'nowhere.pem: cannot be used'
echo 'wrong' >"$scratch/service-password"
configure "'ldaps://127.0.0.1:$tls', 'ldap://127.0.0.1:$plain'"
told 'a wrong password of the service' alice 'correct horse' EnrollmentServer 'bind_dn'
echo 'service secret' >"$scratch/service-password"
chmod 640 "$scratch/service-password"
told 'a password of the service that others can read' alice 'correct horse' EnrollmentServer \
    'chmod 600 it'
chmod 600 "$scratch/service-password"
configure "'http://localhost'"
mdm-auth --check-config >"$scratch/answer" 2>&1
claim 'a URL of another kind is malformed' [ $? = 3 ]

# A server that takes connections and says nothing.
configure "'ldaps://127.0.0.1:$tls'"
printf 'connect_timeout_seconds = 1\ntimeout_seconds = 1\n' >>"$ENROLLKIT_CONFIG"
kill -STOP "${servers[0]}"
began=$SECONDS
told 'a server that hangs' alice 'correct horse' EnrollmentServer 'cannot connect'
claim 'is not waited for' [ $((SECONDS - began)) -lt 9 ]
kill -CONT "${servers[0]}"
sed -i '/^connect_timeout_seconds/d; /^timeout_seconds/d' "$ENROLLKIT_CONFIG"
told 'and is asked again' alice 'correct horse' Alice@example.com
finish
