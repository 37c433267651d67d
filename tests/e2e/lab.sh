#!/bin/bash
# The lab starts, says where it is, refuses what it should, and leaves no process behind.

. "$(dirname "$0")/lib.bash"
lab=$top/scripts/lab

processes() {
    cat "$scratch"/lab/run/*.pid 2>/dev/null | while read -r pid; do
        pgrep -g "$pid"
        pgrep -P "$pid"
        echo "$pid"
    done | sort -un
}
gone() {
    local pid
    for pid in $1; do
        [ ! -d "/proc/$pid" ] || return 1
    done
}

# says TEXT COMMAND...: the command fails with status 4 and one line that contains the text.
says() {
    local text=$1 status=0
    shift
    "$@" >"$scratch/said" 2>&1 || status=$?
    [ "$status" = 4 ] && [ "$(wc -l <"$scratch/said")" = 1 ] && grep -qF -- "$text" "$scratch/said"
}

start_lab
claim 'its configuration is good' mdm-check-config
pids=$(processes)
claim 'nginx and fcgiwrap run' [ "$(wc -w <<<"$pids")" -ge 4 ]
claim 'the password file is of its owner alone' [ "$(stat -c %a "$LAB_PASSWORD_FILE")" = 600 ]
for variable in LAB_URL LAB_CA_BUNDLE LAB_CONFIG LAB_USER LAB_PASSWORD_FILE LAB_LEDGER LAB_LOG \
    LAB_LOGIN_URL; do
    claim "$variable is told" [ -n "${!variable-}" ]
done
claim 'a folder that runs a lab is refused' \
    says 'already runs a lab' "$lab" start "$scratch/lab"
port=${base#*localhost:}
claim 'a port in use is refused' \
    says 'choose another with --port' "$lab" start "$scratch/other" --port "${port%%/*}"
claim 'and nothing is left of it' [ ! -e "$scratch/other" ]
claim 'a port that is none is refused' says 'is not a number' "$lab" start "$scratch/x" --port 0x1
mkdir "$scratch/full" && touch "$scratch/full/mine"
claim 'a folder with other things is refused' \
    says 'choose a new folder' "$lab" start "$scratch/full"

claim 'it stops' "$lab" stop "$scratch/lab"
claim 'no process is left' gone "$pids"
claim 'stopping again is no error' "$lab" stop "$scratch/lab"
claim 'stopping what is not there is no error' "$lab" stop "$scratch/nothing"

before=$(sha256sum "$scratch"/lab/authority/* "$scratch/lab/passwords")
start_lab --port "${port%%/*}"
claim 'a lab that was stopped starts again, on the port that is asked for' \
    grep -q ":${port%%/*}/" <<<"$LAB_URL"
claim 'with the authority and the user it had' \
    [ "$before" = "$(sha256sum "$scratch"/lab/authority/* "$scratch/lab/passwords")" ]

# A start that fails takes down what it started.
"$lab" stop "$scratch/lab"
mkdir "$scratch/broken"
ln -s "$ENROLLKIT_BIN"/* "$scratch/broken/"
ln -sf /bin/false "$scratch/broken/mdm-discover"
claim 'a service that does not answer is told' \
    says 'no answer from' env ENROLLKIT_BIN="$scratch/broken" "$lab" start "$scratch/lab"
claim 'and leaves no process' [ -z "$(processes)" ]
finish
