#!/bin/bash
# The Debian packages: what is in them, what lintian says, and that a service is made from nothing
# but them, and a program of others from their library.

. "$(dirname "$0")/lib.bash"
. "$(dirname "$0")/web-server.bash"

# A fast compression in place of a good one.
(cd "$MDM_BUILD" && cpack -B "$scratch/packages" -D CPACK_DEBIAN_COMPRESSION_TYPE=gzip) \
    >"$scratch/cpack.out" 2>&1 || {
    cat "$scratch/cpack.out"
    exit 1
}
tools=$(echo "$scratch"/packages/enrollkit_*.deb)
library=$(echo "$scratch"/packages/libenrollkit-dev_*.deb)
lints() {
    lintian --fail-on error "$tools" "$library" >"$scratch/lintian.out" 2>&1 ||
        { cat "$scratch/lintian.out" && false; }
}
claim 'lintian finds no error' lints
claim 'a user and folders are made by its scripts' sh -c \
    "dpkg-deb -I '$tools' postinst | grep -q 'adduser --system.* enrollkit'"
claim 'what is shared is depended on' sh -c \
    "dpkg-deb -f '$tools' Depends | grep -q 'libssl3.*libxmlsec1-openssl'"
claim 'all belongs to root' sh -c "! dpkg-deb -c '$tools' | grep -qv ' root/root '"
claim 'nobody else may write' sh -c "! dpkg-deb -c '$tools' | grep -qE '^.(....w|.......w)'"

root=$scratch/root
dpkg-deb -x "$tools" "$root"
dpkg-deb -x "$library" "$root"
for source in "$top"/tools/*.cpp; do
    name=$(basename "$source" .cpp)
    for file in "usr/bin/$name" "usr/share/man/man1/$name.1.gz"; do
        [ -f "$root/$file" ] || fail "$file is not in the package"
    done
done

setup() {
    "$root/usr/sbin/enrollkit-setup" --root "$root" --yes "$@" >"$scratch/setup.out" \
        2>"$scratch/setup.err"
}
expect() {
    local text=$1 status=$2
    shift 2
    setup "$@"
    claim "setup: $text" [ $? = "$status" ]
    claim "setup: in one line: $(cat "$scratch/setup.err")" [ "$(wc -l <"$scratch/setup.err")" = 1 ]
    claim 'setup: nothing was made' [ ! -e "$root/etc/enrollkit" ]
}
expect 'a host is needed' 2 --self-signed
expect 'a certificate is needed' 2 --host localhost
expect 'a key is needed' 2 --host localhost --tls-certificate x.pem
expect 'and must be there' 4 --host localhost --tls-certificate none.pem --tls-key none.pem
expect 'a user has a domain' 2 --host localhost --self-signed --user alice
expect 'a name cannot add a line' 2 --host localhost --self-signed --organisation $'a"\nb'

port=$(free_port)
claim 'setup makes a service' setup --host localhost --server nginx --port "$port" \
    --self-signed --user alice@example.com --organisation 'Example Works'
claim 'and not twice' [ "$(setup --host localhost --self-signed; echo $?)" = 1 ]
claim 'the password is for nobody else' \
    [ "$(stat -c %a "$root/etc/enrollkit/first-password")" = 600 ]
claim 'so are the keys' [ "$(stat -c %a "$root"/etc/enrollkit/{authority/issuing,tls/server}.key |
    sort -u)" = 600 ]
export ENROLLKIT_CONFIG=$root/etc/enrollkit/enrollkit.toml
claim 'its configuration is in order' mdm-check-config

# The site that setup wrote, in a server of this test.
prefix=$root/usr
mkdir -p "$scratch/log"
chmod 711 "$scratch"
if [ "$(id -u)" = 0 ]; then
    chown -R "$service_user" "$root/etc/enrollkit" "$root/var" "$root/run" "$scratch/log"
fi
scratch_run=$root/run
serve_setup() {
    {
        [ "$(id -u)" != 0 ] || echo "user $service_user;"
        echo "daemon off; pid $scratch_run/nginx.pid; error_log $scratch/log/nginx.log;"
        echo 'events {} http {'
        local kind
        for kind in client_body fastcgi proxy scgi uwsgi; do
            echo "${kind}_temp_path $scratch_run/$kind;"
        done
        echo "include $root/etc/nginx/sites-available/enrollkit; }"
    } >"$scratch_run/nginx.conf"
    fcgi_socket=$root/run/enrollkit/fcgi.sock
    start_fcgiwrap
    setsid nginx -p "$scratch_run" -c "$scratch_run/nginx.conf" -e "$scratch/log/nginx.log" \
        >"$scratch/log/start" 2>&1 </dev/null &
    server_pid=$!
}
serve_setup
enroll() {
    mdm-enroll --url "https://localhost:$port" --ca-bundle "$root/etc/enrollkit/tls/ca.pem" \
        --user alice@example.com --password-file "$root/etc/enrollkit/first-password" \
        --out-dir "$scratch/device" >"$scratch/enroll.out" 2>&1
}
for _ in $(seq 300); do
    enroll && break
    sleep 0.1
done
claim 'a device enrolls' [ -s "$scratch/device/device.pem" ]
claim 'the ledger has it' sh -c "mdm-ledger list --json | grep -q alice@example.com"

# The library.
cat >"$scratch/program.cpp" <<'END'
#include "fault/fault.h"
#include "invite/deep_link.h"
#include "x509/key.h"

#include <cstdio>

int main()
{
    const auto link = mdm::invite::deep_link({.user = "alice@example.com"});
    const auto key = mdm::x509::make_key(mdm::x509::KeyType::p256);
    const auto fault = mdm::fault::fault_from("DeviceCapReached", {});
    if (!link || !key || !fault)
        return 1;
    std::printf("%s\n", link->reveal().c_str());
}
END
pc=$(dirname "$(find "$root" -name enrollkit.pc)")
by_pkg_config() {
    # shellcheck disable=SC2046 # words
    g++ "$scratch/program.cpp" -o "$scratch/by-pc" \
        $(PKG_CONFIG_PATH=$pc pkg-config --cflags --libs enrollkit) &&
        [ "$("$scratch/by-pc")" = "$(mdm-invite link --user alice@example.com)" ]
}
claim 'a program is built by pkg-config' by_pkg_config
mkdir "$scratch/project"
cat >"$scratch/project/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(program LANGUAGES CXX)
find_package(enrollkit 0.1 REQUIRED)
add_executable(program ../program.cpp)
target_link_libraries(program PRIVATE enrollkit::enrollkit)
END
by_cmake() {
    (cmake -S "$scratch/project" -B "$scratch/project/build" \
        -Denrollkit_DIR="$(dirname "$(find "$root" -name enrollkit-config.cmake)")" &&
        cmake --build "$scratch/project/build" &&
        "$scratch/project/build/program") >"$scratch/cmake.out" 2>&1 || {
        cat "$scratch/cmake.out"
        false
    }
}
claim 'and by CMake' by_cmake
finish
