# A service for devices and for plain WSTEP clients, whose keys are fixed, and two users. What plain
# clients other than alice's ask for has to be approved, and so has what devices ask for whose
# EnrollmentType is Device.
. "$CASE/../../users.sh" one two
cat > enrollkit.toml <<END
[service]
auth_policies = ["OnPremise"]
enrollment_url = "https://mdm.example.test/EnrollmentServer/Device.svc"
client_certificates = true
[onpremise]
password_file = "passwords"
[authority]
certificate = "issuing.pem"
key = "issuing.key"
chain = "root.pem"
[ledger]
url = "ledger.db"
[renewal]
period_days = 42
[approval]
waiting_per_user = 2
days = 10
[[profiles]]
name = "linux"
policy = { oid = "1.3.6.1.4.1.99999.1" }
for = { clients = ["wstep"], users = ["alice@example.com"] }
subject = "CN={user_name},OU=Linux"
alternative_names = ["upn:{user}"]
[[profiles]]
name = "approved"
policy = { oid = "1.3.6.1.4.1.99999.2" }
for = { clients = ["wstep"] }
subject = "CN={user_name},OU=Approved"
alternative_names = ["upn:{user}"]
approval = true
[[profiles]]
name = "kiosk"
policy = { oid = "1.3.6.1.4.1.99999.3" }
for = { enrollment_types = ["Device"] }
approval = true
[profile]
[provisioning]
provider_id = "Example-MDM"
address = "https://mdm.example.test/dm"
END
export ENROLLKIT_CONFIG=enrollkit.toml
now=2026-01-10T12:00:00Z

# plain USER [OPTION...] - the request of a plain client, for the key one unless $key says another.
plain() {
    mdm-request plain --user "$1@example.com" --password-file password --key "${key-one}.key" \
        --seed "$1" "${@:2}"
}
# query USER REQUEST-ID - its question what became of it.
query() { mdm-request query --user "$1@example.com" --password-file password --seed 1 "$2"; }
# device USER [OPTION...] - the request of a device, which has to be approved unless $type is Full.
device() {
    mdm-request issue --user "$1@example.com" --password-file password --device-id D1 --seed 1 \
        --enrollment-type "${type-Device}" --key "${key-one}.key" "${@:2}"
}
# sign [SEED] - what becomes of a message: a record.
sign() {
    mdm-auth --now "$now" --trace-id "${trace-t-1}" 2>> log |
        wstep-sign --now "$now" --seed "${1-1}" 2>> log
}
# what - the record in a line.
what() {
    jq -r 'if .fault then .fault.subcode + " " + (.fault.error_type // "") + ": " +
            .fault.reason + (if .fault.request_id then " [" + .fault.request_id + "]" else "" end)
        elif .pending then "pending " + .pending.request_id
        elif .issued then "issued " + .issued.serial + " by " + .issued.profile +
            " for " + (.issued.request_id // "no request")
        else .kind + " " + .identity.user end'
}
# value XPATH FILE - by local names; N(name) stands for *[local-name()='name'].
value() {
    xmllint --nonet --xpath "$(sed -E "s/N\(([A-Za-z]+)\)/*[local-name()='\1']/g" <<< "$1")" "$2"
}
