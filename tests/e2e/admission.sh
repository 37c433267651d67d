#!/bin/bash
# Who may enroll what: every subcode and every detail type of MS-MDE2 2.2.10 is raised by what would
# raise it in the field, through nginx, and the ledger says which rule decided.

. "$(dirname "$0")/lib.bash"
mkdir "$scratch/bin"
ln -s "$ENROLLKIT_BIN"/* "$scratch/bin/"
ENROLLKIT_BIN=$scratch/bin
start_lab
# Other users have a checker that knows their groups: bob.staff@... is in the group staff.
cat >"$scratch/checker" <<'END'
#!/bin/bash
IFS= read -r -d '' user <&3
[[ ${user%@*} == *.* ]] || { echo '{"reason": "unknown"}'; exit 1; }
group=${user%%@*}
printf '{"user": "%s", "groups": ["%s"]}\n' "$user" "${group##*.}"
END
chmod 700 "$scratch/checker"
printf '\n[[onpremise.checkers]]\ncommand = ["%s"]\n' "$scratch/checker" >>"$LAB_CONFIG"
cp "$LAB_CONFIG" "$scratch/config"
for key in device other; do
    openssl ecparam -name prime256v1 -genkey -noout -out "$scratch/$key.key"
done

# rules: those of standard input are the rules from now on, and none but those.
rules() { cat "$scratch/config" - >"$LAB_CONFIG"; }
# enroll USER OPTION...: what the user's device is answered is in scratch.
enroll() {
    mdm-request issue --user "$1" --password-file "$LAB_PASSWORD_FILE" \
        --key "$scratch/${key-device}.key" "${@:2}" >"$scratch/issue"
    post Enrollment "$scratch/issue"
}
discover() {
    mdm-request discover "$@" >"$scratch/discover"
    post Discovery "$scratch/discover"
}
policies() {
    mdm-request policies --user "$1" --password-file "$LAB_PASSWORD_FILE" >"$scratch/policies"
    post Policy "$scratch/policies"
}
detail() { xpath 'string(//N(DeviceEnrollmentServiceError)/N(ErrorType))'; }
why() { xpath 'string(//N(Reason)/N(Text))'; }
trace() { xpath 'string(//N(TraceId))'; }
shown() { mdm-ledger show "$(trace)"; }
# denied CLAIM SUBCODE DETAIL [RULE]: the answer is this fault, and the ledger knows the rule.
denied() {
    refused "$1" "$2"
    claim "$1: $3" [ "$(detail)" = "$3" ]
    [ $# -lt 4 ] || claim "$1: the ledger names the rule" \
        [ "$(shown | sed -n 's/^rule  *//p')" = "$4" ]
}

rules </dev/null
enroll "$LAB_USER" --device-id ONE
answered 'without rules who has signed in enrolls' rstrc

# The seven subcodes.
echo 'no XML' >"$scratch/noise"
post Enrollment "$scratch/noise"
denied 'what is no message' MessageFormat MessageFormat
sed 's|<k:UsernameToken>.*||; /<k:Username>/d; /<k:Password/d; /<\/k:UsernameToken>/d' \
    "$messages/policies.xml" >"$scratch/policies"
post Policy "$scratch/policies"
denied 'no credentials' InvalidSecurity InvalidSecurity
enroll mallory@example.com
denied 'an unknown user' Authentication Authentication
enroll "$LAB_USER" --hash sha1
denied 'a hash that the profile does not take' CertificateRequest CertificateRequest
rules <<'END'
[[admission.rules]]
name = "staff alone"
allow_users = ["ALICE@example.com"]
allow_groups = ["Staff"]
deny_users = { file = "blocked" }
END
echo 'bob.staff@example.com' >"$scratch/lab/blocked"
enroll bob.staff@example.com
denied 'a blocked user' Authorization Authorization 'staff alone'
enroll carol.guest@example.com
denied 'a user who is not on the list' Authorization Authorization 'staff alone'
claim 'the ledger says who' grep -q '^user *carol.guest@example.com' <(shown)
policies carol.guest@example.com
denied 'and gets no policy' Authorization Authorization 'staff alone'
enroll dave.staff@example.com
answered 'a user of a group on the list enrolls' rstrc
enroll "$LAB_USER" --device-id ONE
answered 'and one on the list' rstrc
rm "$scratch/lab/blocked"
enroll "$LAB_USER" --device-id ONE
denied 'a list that is not there' EnrollmentServer EnrollmentServer 'staff alone'
claim 'nothing of the inside is told' [ "$(why | grep -c blocked)" = 0 ]
rules </dev/null
rm "$scratch/bin/wstep-sign"
# shellcheck disable=SC2016 # for the script that is written
printf '#!/bin/sh\nkill -9 $$\n' >"$scratch/bin/wstep-sign"
chmod +x "$scratch/bin/wstep-sign"
enroll "$LAB_USER"
denied 'a stage that dies' InternalServiceFault InternalServiceFault
ln -sf "${1:?}/wstep-sign" "$scratch/bin/wstep-sign"
mv "$scratch/lab/passwords" "$scratch/passwords"
enroll "$LAB_USER"
denied 'a directory that is down' EnrollmentServer EnrollmentServer

# The eight details. While the service is being maintained the directory may be down.
rules <<'END'
[[admission.rules]]
name = "new directory"
maintenance = { from = 2020-01-01T00:00:00Z, until = 2099-01-01T00:00:00Z }
reason = { en = "Back in 2099.", de = "Ab 2099 wieder da." }
END
discover
denied 'discovery in maintenance' EnrollmentServer InMaintenance
enroll "$LAB_USER"
denied 'enrolling in maintenance' EnrollmentServer InMaintenance
claim 'with the reason of the rule' [ "$(why)" = 'Back in 2099.' ]
mv "$scratch/passwords" "$scratch/lab/passwords"
sed -i '/^maintenance/s/2020/2098/' "$LAB_CONFIG"
enroll "$LAB_USER"
answered 'enrolling before maintenance' rstrc

rules <<'END'
[[admission.rules]]
name = "two each"
device_cap = 2
group_caps = { kiosk = 3 }
END
kiosk=tom.kiosk@example.com
for device in A B; do
    enroll eve.staff@example.com --device-id "$device"
    answered "device $device of two" rstrc
done
enroll eve.staff@example.com --device-id C
denied 'a third device' Authorization DeviceCapReached 'two each'
post Enrollment "$scratch/issue"
denied 'the same again' Authorization DeviceCapReached 'two each'
enroll eve.staff@example.com --device-id A
answered 'one of the two again' rstrc
key=other enroll eve.staff@example.com --device-id A
answered 'and with a new key' rstrc
for device in A B C; do enroll $kiosk --device-id $device; done
answered 'the group may have three' rstrc
enroll $kiosk --device-id D
denied 'and not four' Authorization DeviceCapReached 'two each'
serials=$(mdm-ledger list --json --user $kiosk --device C | jq -r .serial)
sqlite3 "$LAB_LEDGER" "UPDATE certificate SET state = 'revoked' WHERE serial IN ('$serials')"
enroll $kiosk --device-id D
answered 'unless one was revoked' rstrc
claim 'the ledger has three of them' \
    [ "$(mdm-ledger list --json --user $kiosk --state issued | jq -r .device_id | sort -u |
        wc -l)" = 3 ]

rules <<'END'
[[admission.rules]]
name = "licences"
licensed_users = { file = "licensed" }
reason.de = "Keine Lizenz."
reason.en = "No licence."
END
seq -f 'user%.0f@example.com' 100000 >"$scratch/lab/licensed"
echo "# and ${LAB_USER^^}" >>"$scratch/lab/licensed"
enroll "$LAB_USER" --item Locale=de-AT
denied 'a user without a licence' Authorization UserLicense licences
claim 'in the language of the device' [ "$(why)" = 'Keine Lizenz.' ]
echo "${LAB_USER^^}  " >>"$scratch/lab/licensed"
enroll "$LAB_USER"
answered 'one of 100,000 with a licence enrolls' rstrc

rules <<'END'
[[admission.rules]]
name = "desktops of today"
allow_device_types = ["CIMClient_Windows"]
allow_os_editions = ["Enterprise", "Education", "48"]
least_os_version = "10.0.19045"
END
enroll "$LAB_USER" --item OSVersion=10.0.10240.16384
denied 'an old version' Authorization DeviceNotSupported 'desktops of today'
claim 'says which is needed' [ "$(why | grep -c 'below 10.0.19045')" = 1 ]
enroll "$LAB_USER" --item OSEdition=101
denied 'another edition' Authorization DeviceNotSupported 'desktops of today'
discover --device-type WindowsPhone
denied 'a telephone at discovery' Authorization DeviceNotSupported
discover
answered 'a desktop at discovery' discover-response
enroll "$LAB_USER"
answered 'and it enrolls' rstrc

rules <<'END'
[[admission.rules]]
name = "users alone"
allow_enrollment_types = ["Full"]
[[admission.rules]]
name = "invited"
allow_enrollment_data = ["ticket-*"]
[[admission.rules]]
name = "stolen"
deny_devices = ["02:00:00:00:00:0F", "STOLEN"]
END
enroll "$LAB_USER" --enrollment-type Device --item EnrollmentData=ticket-1
denied 'an enrollment of a kind that is not offered' Authorization NotSupported 'users alone'
enroll "$LAB_USER"
denied 'no EnrollmentData' Authorization InvalidEnrollmentData invited
enroll "$LAB_USER" --item EnrollmentData=Ticket-1
denied 'other EnrollmentData' Authorization InvalidEnrollmentData invited
enroll "$LAB_USER" --item EnrollmentData=ticket-1 --item MAC=02-00-00-00-00-0f
denied 'a blocked device' Authorization Authorization stolen
enroll "$LAB_USER" --item EnrollmentData=ticket-1
answered 'what is invited enrolls' rstrc

cat >"$scratch/ask" <<'END'
#!/bin/sh
read -r record
echo "$record" >"$0.record"
case $record in
*TEAPOT*) echo "I am a <teapot>."; echo 'and more'; exit 1 ;;
*SLOW*) sleep 600 ;;
*BROKEN*) exit 3 ;;
esac
END
chmod 700 "$scratch/ask"
asking() {
    rules <<END
[[admission.rules]]
name = "ask"
command = ["$scratch/ask"]
time_limit_seconds = $1
END
}
asking 60
enroll "$LAB_USER" --device-id TEAPOT
denied 'a program that says no' Authorization CustomServerError ask
claim 'in its own words' [ "$(why)" = 'I am a <teapot>.' ]
claim 'it saw the record, and no password' sh -c \
    "jq -e '.identity.user == \"$LAB_USER\"' '$scratch/ask.record' >'$scratch/jq.out' &&
     ! grep -qF -- '$password' '$scratch/ask.record'"
enroll "$LAB_USER" --device-id BROKEN
denied 'a program that is broken' EnrollmentServer EnrollmentServer ask
enroll "$LAB_USER" --device-id FINE
answered 'a program that says yes' rstrc
asking 1
enroll "$LAB_USER" --device-id SLOW
denied 'a program that is slow' EnrollmentServer EnrollmentServer ask

rules </dev/null
mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" --user frank.staff@example.com \
    --password-file "$LAB_PASSWORD_FILE" --out-dir "$scratch/first" >"$scratch/enroll.out" 2>&1
renew() {
    mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" --renew "$scratch/first" \
        --out-dir "$scratch/renewed" >"$scratch/enroll.out" 2>&1
}
rules <<'END'
[[admission.rules]]
name = "none for new devices"
device_cap = 0
[[admission.rules]]
allow_groups = ["staff"]
END
claim 'a renewal is under no cap, and groups are not known' renew
sed -i 's/^allow_groups.*/deny_users = ["Frank.*"]/' "$LAB_CONFIG"
mdm-request renew --certificate "$scratch/first/device.pem" --old-key "$scratch/first/device.key" \
    >"$scratch/renewal"
post Enrollment "$scratch/renewal" --cert "$scratch/first/device.pem" \
    --key "$scratch/first/device.key"
denied 'the renewal of a blocked user' Authorization Authorization 2
post Enrollment "$scratch/renewal"
denied 'a renewal without its TLS certificate' Authorization NotEligibleToRenew

# Sixty-four at once, each of another device, and room for eight.
rules <<'END'
[[admission.rules]]
name = "eight"
device_cap = 8
END
mdm-request issue --user gil.staff@example.com --password-file "$LAB_PASSWORD_FILE" \
    --key "$scratch/device.key" --device-id 0 | mdm-auth >"$scratch/record"
mkdir "$scratch/crowd"
for number in $(seq 64); do
    jq -c ".device.DeviceID = [\"$number\"]" "$scratch/record" |
        wstep-sign >"$scratch/crowd/$number" &
done
wait
cat "$scratch"/crowd/* >"$scratch/records"
claim 'of 64 devices at once 8 are enrolled' \
    [ "$(jq -r '.issued.serial // empty' "$scratch/records" | sort -u | wc -l)" = 8 ]
claim 'and 56 refused' [ "$(grep -c '"error_type":"DeviceCapReached"' "$scratch/records")" = 56 ]
finish
