#!/bin/bash
# What a new user does wrong at first, and what the tools say of it: one line for each thing.

. "$(dirname "$0")/lib.bash"

trap 'kill "${listener-}" 2>/dev/null
    "$top/scripts/lab" stop "$scratch/lab"
    rm -rf "$scratch"' EXIT
prefix=$scratch/prefix
cmake --install "$MDM_BUILD" --prefix "$prefix" >"$scratch/install.out"
cd "$scratch" || exit 1
now=2026-11-25T12:00:00Z
mdm-ca-init --now $now authority
echo 'correct horse' >password
mdm-passwd add --method sha512 --cost 1000 passwords alice@example.com <password
cat >good.toml <<'END'
[service]
auth_policies = ["OnPremise"]
policy_url = "https://mdm.example.com/Policy.svc"
enrollment_url = "https://mdm.example.com/Enrollment.svc"
[onpremise]
password_file = "passwords"
[authority]
certificate = "authority/issuing.pem"
key = "authority/issuing.key"
chain = "authority/root.pem"
[ledger]
url = "ledger.db"
[provisioning]
provider_id = "Example"
address = "https://mdm.example.com/MDM.svc"
END
openssl req -new -newkey rsa:2048 -nodes -subj /CN=x -keyout csr.key -out csr 2>openssl.log
unset ENROLLKIT_CONFIG

# says LINE STATUS COMMAND...: the command ends so, and this is all that it says.
says() {
    local line=$1 status=$2
    shift 2
    local got
    got=$("$@" 2>&1 </dev/null)
    if [ $? != "$status" ] || [ "$got" != "$line" ]; then
        fail "$*"
        printf '  expected: %s\n  said:     %s\n' "$line" "$got"
    else
        printf 'ok   %s\n' "$line"
    fi
}
# with CHANGE: the configuration with a change by sed, in changed.toml.
with() { sed "$1" good.toml >changed.toml; }
check() { mdm-check-config --now "$now" --config "$1"; }
sign() { wstep-sign --now "${2-$now}" --config "$1" --csr csr; }
setup() { "$prefix/sbin/enrollkit-setup" --root "$scratch/root" --yes --self-signed "$@"; }

says '' 0 check good.toml

# No configuration.
says 'mdm-auth: no configuration: give --config FILE or set ENROLLKIT_CONFIG' 2 mdm-auth
named='--config or ENROLLKIT_CONFIG names the configuration'
says "mdm-check-config: none.toml: cannot read it: No such file or directory; $named" 4 \
    check none.toml
says "mdm-ledger: none.toml: cannot read it: No such file or directory; $named" 4 \
    env ENROLLKIT_CONFIG=none.toml mdm-ledger list

# A wrong mode on a key.
chmod 644 authority/issuing.key
says '[authority] key: ./authority/issuing.key: others than its owner may use this secret; chmod '\
'600 it' 1 check good.toml
says 'wstep-sign: csr: [authority] key: ./authority/issuing.key: others than its owner may use '\
'this secret; chmod 600 it' 4 sign good.toml
chmod 600 authority/issuing.key

# A wrong path.
with 's|authority/issuing.key|ca/issuing.key|'
says '[authority] key: ./ca/issuing.key: cannot read it: No such file or directory' 1 \
    check changed.toml
with 's|ledger.db|db/ledger.db|'
says '[ledger] url: ./db: cannot write files into it: No such file or directory' 1 \
    check changed.toml
says 'wstep-sign: csr: ./db/ledger.db: cannot create it: there is no folder ./db, make it first' 4 \
    sign changed.toml
with 's|ledger.db|other.db|'
says 'mdm-ledger: ./other.db: there is no ledger: the first request begins it, or the path is '\
'wrong' 4 mdm-ledger list --config changed.toml
with 's|ledger.db|mysql://kit@db.example.com/kit|'
says "mdm-check-config: changed.toml: [ledger] url: 'mysql:' is no kind of ledger; a path or a "\
'postgresql: URL was expected' 3 check changed.toml
with 's|"passwords"|"users"|'
says '[onpremise] password_file: ./users: cannot read it: No such file or directory; mdm-passwd '\
'add makes it' 1 check changed.toml
says 'mdm-ca-init: ca/root: cannot create it: there is no folder ca, make it first' 4 \
    mdm-ca-init ca/root
says 'mdm-token: keys/own.key: cannot create it: there is no folder keys, make it first' 4 \
    mdm-token keygen keys/own.key
says 'wstep-sign: out/x.pem: cannot create it: there is no folder out, make it first' 4 \
    wstep-sign --now $now --config good.toml --csr csr --out out/x.pem
rm -f ledger.db*
with 's|password_file|passwort_file|'
says "mdm-check-config: changed.toml: line 6: unknown key 'passwort_file' in [onpremise]" 3 \
    check changed.toml

# The clock, as the check of the configuration sees it.
now=2020-01-01T00:00:00Z
says "[authority] certificate: 'CN=enrollkit Issuing CA' is not valid before 2026-11-25T11:00:00Z
[authority] chain: 'CN=enrollkit Root CA' is not valid before 2026-11-25T11:00:00Z" 1 \
    check good.toml
now=2060-01-01T00:00:00Z
says 'wstep-sign: csr: the certificate would outlive its authority, which ends at '\
'2031-11-24T12:00:00Z; shorten its days, or make a new authority' 1 sign good.toml
now=2026-11-25T12:00:00Z

# What is wrong with the configuration is told where there is no record, too.
says 'wstep-sign: no configuration: give --config FILE or set ENROLLKIT_CONFIG' 2 wstep-sign
says "wstep-sign: none.toml: cannot read it: No such file or directory; $named" 4 \
    wstep-sign --config none.toml

# A port in use, and a module that is missing.
openssl s_server -www -accept 127.0.0.1:0 -key csr.key -nocert >listener.out 2>&1 &
listener=$!
for _ in $(seq 300); do
    port=$(sed -n 's/^ACCEPT .*:\([0-9]*\)$/\1/p' listener.out)
    [ -z "$port" ] || break
    sleep 0.1
done
# A web server that runs on this machine might be the one that uses it.
for server in lighttpd apache nginx; do
    program=${server/apache/apache2}
    pidof -q "$program" || break
done
says "enrollkit-setup: port $port is in use, and not by $program: stop what uses it, or choose "\
'another with --port N' 4 setup --host localhost --server "$server" --port "$port"
says "lab: port $port is in use: choose another with --port N" 4 "$top/scripts/lab" start \
    "$scratch/lab" --port "$port"
mkdir few
for program in bash sed cat id dirname openssl mdm-ca-init mdm-passwd mdm-check-config nginx; do
    ln -s "$(command -v $program)" few/
done
says 'enrollkit-setup: fcgiwrap is not there: apt-get install fcgiwrap' 4 env PATH="$scratch/few" \
    few/bash -c "sed 's|^PATH=.*||' '$prefix/sbin/enrollkit-setup' >setup &&
        few/bash setup --root '$scratch/root' --yes --self-signed --host localhost --server nginx"
says 'enrollkit-setup: apache2 is not there: apt-get install apache2' 4 env PATH="$scratch/few" \
    few/bash setup --root "$scratch/root" --yes --self-signed --host localhost --server apache
claim 'nothing was made' [ ! -e "$scratch/root" ]
claim 'and the port was in use all the time' kill -0 $listener

# Where the documentation was left out, and below a folder, where two logs must not be one.
kill $listener
wait $listener 2>/dev/null
example=$prefix/share/doc/enrollkit/examples/nginx.conf
mv "$example" nginx.conf
says "enrollkit-setup: $example is not there: use an enrollkit-setup that is installed, with its "\
'documentation' 4 setup --host localhost --server nginx --port "$port"
claim 'and nothing was made of that' [ ! -e "$scratch/root" ]
mv nginx.conf "$example"
setup --host localhost --server nginx --port "$port" >setup.out || fail 'users may come later'
claim 'users may come later, and setup says how' \
    grep -q '^Nobody may enroll yet: mdm-passwd add ' setup.out
log=$scratch/root/var/log/nginx
site=$scratch/root/etc/nginx/sites-available/enrollkit
claim 'the log of nginx is its own' grep -qF "access_log $log/enrollkit.log " "$site"
claim 'and has its folder' [ -d "$log" ]
path="PATH $prefix/bin:/usr/bin:/bin"
claim 'nginx says where the tools are that are elsewhere, and where it refuses, too' \
    [ "$(grep -cF "fastcgi_param $path;" "$site")" = 2 ]
finish
