# A service behind a web server other than the lab's: the tools as they are installed, the example
# configurations with other names and paths. Sourced after lib.bash.

# shellcheck disable=SC2154,SC2034 # what others have, and what is for others

for program in nginx apache2 lighttpd fcgiwrap; do
    command -v $program >/dev/null && continue
    echo "$program is missing: run scripts/install-dependencies --run --test"
    exit 1
done

# What belongs to the service runs as this user; root does not run Apache.
service_user=$(id -un)
as_service=()
if [ "$(id -u)" = 0 ]; then
    service_user=www-data
    as_service=(setpriv --reuid www-data --regid www-data --clear-groups)
fi

prefix=$scratch/prefix
install_service() {
    (umask 022 && cmake --install "$MDM_BUILD" --prefix "$prefix" >"$scratch/install.out") || {
        cat "$scratch/install.out"
        exit 1
    }
    mkdir -p "$scratch/run" "$scratch/log"
    mkdir -p "$scratch/run/www"
    cat "$scratch"/lab/tls/{server,ca}.pem >"$scratch/lab/run/chain.pem"
    chmod 711 "$scratch"
    give_to_service
}

give_to_service() {
    [ "$(id -u)" != 0 ] || chown -R "$service_user" "$scratch/lab" "$scratch/run" "$scratch/log"
}

fcgi_socket=$scratch/run/fcgi.sock
start_fcgiwrap() {
    rm -f "$fcgi_socket"
    setsid "${as_service[@]}" env -i PATH="$prefix/bin:/usr/bin:/bin:/usr/sbin" LC_ALL=C.UTF-8 \
        fcgiwrap -c 4 -f -s "unix:$fcgi_socket" >"$scratch/log/fcgiwrap.log" 2>&1 \
        </dev/null &
    fcgiwrap_pid=$!
    for _ in $(seq 1200); do
        [ ! -S "$fcgi_socket" ] || return 0
        sleep 0.05
    done
    cat "$scratch/log/fcgiwrap.log"
    exit 1
}

stop_fcgiwrap() {
    [ -n "${fcgiwrap_pid-}" ] || return 0
    kill -- "-$fcgiwrap_pid" 2>/dev/null
    wait "$fcgiwrap_pid" 2>/dev/null
    fcgiwrap_pid=
    rm -f "$fcgi_socket"
}

# A certificate of the lab's authority that has ended.
make_expired() {
    openssl req -new -newkey rsa:2048 -nodes -subj /CN=expired -keyout "$scratch/expired.key" \
        -out "$scratch/expired.csr" 2>"$scratch/openssl.log"
    openssl x509 -req -in "$scratch/expired.csr" -CA "$scratch/lab/authority/issuing.pem" \
        -CAkey "$scratch/lab/authority/issuing.key" -set_serial 1 -days -1 \
        -out "$scratch/expired.pem" 2>"$scratch/openssl.log"
}

# example NAME: a configuration that is installed, with the names and paths of this test.
example() {
    sed -e "s|/usr/libexec/enrollkit|$prefix/libexec/enrollkit|" \
        -e "s|/etc/enrollkit/authority|$scratch/lab/authority|" \
        -e "s|/etc/enrollkit/tls/server.pem|$scratch/lab/run/chain.pem|" \
        -e "s|/etc/enrollkit/tls|$scratch/lab/tls|" \
        -e "s|/etc/enrollkit/enrollkit.toml|$scratch/lab/$server.toml|" \
        -e "s|/run/enrollkit|$scratch/run|; s|/var/log/[a-z0-9]*|$scratch/log|" \
        -e "s|mdm.example.com|localhost|; s|\([ :*]\)443|\1$port|" \
        "$prefix/share/doc/enrollkit/examples/$1"
}

write_nginx() {
    example nginx.conf >"$scratch/run/site"
    {
        [ "$(id -u)" != 0 ] || echo "user $service_user;"
        echo "daemon off; pid $scratch/run/nginx.pid; error_log $scratch/log/nginx.log;"
        echo "events {} http {"
        local kind
        for kind in client_body fastcgi proxy scgi uwsgi; do
            echo "${kind}_temp_path $scratch/run/$kind;"
        done
        echo "include $scratch/run/site; }"
    } >"$scratch/run/nginx.conf"
    server_command=(nginx -p "$scratch/run" -c "$scratch/run/nginx.conf" -e
        "$scratch/log/nginx.log")
    server_log=$scratch/log/enrollkit.log
}

write_apache() {
    example apache.conf >"$scratch/run/site"
    {
        local module
        for module in mpm_event authz_core alias cgid env ssl unique_id; do
            echo "LoadModule ${module}_module /usr/lib/apache2/modules/mod_$module.so"
        done
        echo "ServerRoot $scratch/run"
        echo "ServerName localhost"
        echo "Listen $port"
        echo "PidFile $scratch/run/apache.pid"
        echo "ScriptSock $scratch/run/cgid.sock"
        echo "Mutex file:$scratch/run"
        echo "DocumentRoot $scratch/run/www"
        echo "ErrorLog $scratch/log/apache.log"
        [ "$(id -u)" != 0 ] || printf '%s %s\n' User "$service_user" Group "$service_user"
        echo "Include $scratch/run/site"
    } >"$scratch/run/apache.conf"
    server_command=(env "PATH=$prefix/bin:/usr/bin:/bin:/usr/sbin" apache2 -d "$scratch/run" -f
        "$scratch/run/apache.conf" -DFOREGROUND)
    server_log=$scratch/log/enrollkit.log
}

write_lighttpd() {
    example lighttpd.conf >"$scratch/run/site"
    {
        echo "server.document-root = \"$scratch/run/www\""
        echo "server.port = 0"
        echo "server.bind = \"$scratch/run/plain.sock\""
        echo "server.upload-dirs = ( \"$scratch/run\" )"
        echo "server.errorlog = \"$scratch/log/lighttpd.log\""
        [ "$(id -u)" != 0 ] || echo "server.username = \"$service_user\""
        echo "include \"$scratch/run/site\""
        # It hands no PATH down to a program.
        echo "setenv.add-environment = ( \"PATH\" => \"$prefix/bin:/usr/bin:/bin\" )"
    } >"$scratch/run/lighttpd.conf"
    server_command=(lighttpd -D -f "$scratch/run/lighttpd.conf")
    server_log=$scratch/log/enrollkit.log
}

# Starts $server, and lets `base` be its address.
start_server() {
    port=$(free_port)
    base=https://localhost:$port/EnrollmentServer
    sed "s|localhost:$lab_port|localhost:$port|" "$LAB_CONFIG" >"$scratch/lab/$server.toml"
    "write_$server"
    give_to_service
    setsid "${server_command[@]}" >"$scratch/log/$server.start" 2>&1 </dev/null &
    server_pid=$!
    for _ in $(seq 600); do
        curl -s -o /dev/null --cacert "$LAB_CA_BUNDLE" "$base/Discovery.svc" && return
        sleep 0.1
    done
    cat "$scratch/log/$server.start" "$scratch/log"/*.log
    exit 1
}

stop_server() {
    [ -n "${server_pid-}" ] || return 0
    kill -- "-$server_pid" 2>/dev/null
    wait "$server_pid" 2>/dev/null
    server_pid=
}

trap 'stop_server; stop_fcgiwrap; "$top/scripts/lab" stop "$scratch/lab"; rm -rf "$scratch"' EXIT
