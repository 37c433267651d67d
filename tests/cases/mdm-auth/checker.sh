# A service that asks programs; `answer` tells what a device gets, the log goes to standard error.
# usage: command NAME SCRIPT makes one, which finds user and password in $user and $password.
command() {
    printf '#!/bin/bash\n{ read -rd "" user; read -rd "" password; } <&3\n%s\n' "$2" > "$1"
    chmod +x "$1"
}
printf '[service]\nauth_policies = ["OnPremise"]\n' > enrollkit.toml
checker() {
    printf '[[onpremise.checkers]]\n' >> enrollkit.toml
    printf '%s\n' "$@" >> enrollkit.toml
}
export ENROLLKIT_CONFIG=enrollkit.toml
answer() {
    mdm-auth --now 2026-11-23T08:15:42Z --trace-id t-1 < "$VECTORS/soap/rst-onpremise.xml" |
        jq -c '.identity // .fault'
}
