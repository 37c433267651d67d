# A service that renews, whose keys are fixed, two users, and a device that enrolled in January:
# old.pem and old.key. It renews in December; its certificate ends in January.
. "$CASE/../../users.sh" old new
cat > enrollkit.toml <<END
[service]
auth_policies = ["OnPremise"]
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
[provisioning]
provider_id = "Example-MDM"
address = "https://mdm.example.test/dm"
END
export ENROLLKIT_CONFIG=enrollkit.toml
january=2026-01-10T12:00:00Z
december=2026-12-20T12:00:00Z

# issued - the certificate of a record.
issued() { jq -r .issued.certificate | base64 -d | openssl x509 -inform DER; }
# enroll SERIAL DEVICE KEY [OPTION...] - the certificate of a device of alice's.
enroll() {
    mdm-request issue --user alice@example.com --password-file password --device-id "$2" \
        --key "$3" --seed "$2" "${@:4}" | mdm-auth --now $january --trace-id "enroll-$2" |
        wstep-sign --now $january --serial "$1" | issued
}
enroll 1000000000000001 D1 old.key > old.pem

# renew [OPTION...] - the request of the device for a new certificate.
renew() {
    mdm-request renew --certificate old.pem --old-key old.key --key new.key \
        --device-id "${device-D1}" --now $december --seed 1 "$@"
}
# message [OPTION...] - the PKCS #7 message of a renewal, made by another program.
openssl req -new -key new.key -subj /CN=new -outform DER -out new.der 2> log
message() { openssl cms -sign -binary -nodetach -in new.der -outform DER "$@" 2> log; }
by_device="-signer old.pem -inkey old.key"
# door [OPTION...] - what the door makes of it, in a line.
door() {
    mdm-auth --now "${now-$december}" --trace-id t-1 "$@" 2> log | jq -r 'if .fault
        then .fault.subcode + " " + .fault.error_type + ": " + .fault.reason
        else [.kind, .identity.method, .identity.user, .device.DeviceID[0], .renews.serial] |
            join(" ") end'
}
# renew_by FILE [OPTION...] - the request that bears this message.
renew_by() { mdm-request renew --pkcs7 "$1" --device-id D1 --seed 1 "${@:2}"; }
