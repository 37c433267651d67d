# ask USER PASSWORD, of the service that `service` wrote: its lines are auth and account.
service() {
    mkdir -p pam
    printf 'auth %s\naccount %s\n' "$1" "$2" > pam/test
}
ask() {
    printf '%s\0%s\0' "$1" "$2" | mdm-check-pam --service test --confdir "$PWD/pam" 3<&0
    echo "$?"
}
