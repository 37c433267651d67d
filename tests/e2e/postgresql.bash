# A PostgreSQL server of a test's own, with its data and its socket in a new folder, $server.
# Sourced after lib.bash. The settings and the URL are such that many processes can use it at once.

PATH=$PATH:$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
server=$(mktemp -d)
ledger_url="postgresql://ledger@/postgres?host=$server"

# as_server COMMAND...: as a user who may run the server, which root may not.
as_server() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && exec setpriv --reuid postgres --regid postgres --clear-groups "$@")
    else
        "$@"
    fi
}

# control ACTION: what pg_ctl does, to its end.
control() {
    as_server pg_ctl -D "$server/data" -w -t 40 -m fast -l "$server/log" \
        -o "-k $server -c listen_addresses= -c max_connections=100" "$1" >>"$server/control" 2>&1
}

start_postgresql() {
    [ "$(id -u)" != 0 ] || chown postgres "$server"
    as_server initdb -D "$server/data" -A trust -U ledger --no-sync --encoding UTF8 --locale C \
        >"$server/initdb" 2>&1 && control start && return
    cat "$server/initdb" "$server/log"
    exit 1
}

stop_postgresql() {
    [ ! -e "$server/data/postmaster.pid" ] || control stop
    rm -rf "$server"
}

sql() {
    psql -X -q -A -t -v ON_ERROR_STOP=1 -c "$1" "$ledger_url"
}
