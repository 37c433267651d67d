#!/bin/bash
# Plain WSTEP clients, through nginx, at the URL that devices use too: a certificate, requests that
# wait and are approved or denied, others who ask for them, renewal over TLS, and policies.

. "$(dirname "$0")/lib.bash"
start_lab
other=bob@example.com
mdm-passwd add "$scratch/lab/passwords" "$other" <"$LAB_PASSWORD_FILE"
mv "$LAB_CONFIG" "$scratch/config"
{
    sed "s|/Enrollment.svc|/Device.svc|" "$scratch/config" | sed '/^\[profile\]/,/^$/d'
    cat <<END
[[profiles]]
name = "approved"
for = { clients = ["wstep"], users = ["$other"] }
subject = "CN={user_name},OU=Approved"
policy = { oid = "1.3.6.1.4.1.99999.1" }
approval = true
[[profiles]]
name = "linux"
for = { clients = ["wstep"] }
subject = "CN={user_name},OU=Linux"
policy = { oid = "1.3.6.1.4.1.99999.2" }
[profile]
alternative_names = ["upn:{user}"]
[policy]
uris = [{ client_authentication = "password" }, { client_authentication = "certificate" }]
END
} >"$LAB_CONFIG"
for key in one two three; do
    openssl ecparam -name prime256v1 -genkey -noout -out "$scratch/$key.key"
done

# plain USER KEY [CURL_OPTION...]; query USER REQUEST-ID: what it is answered is in scratch.
plain() {
    mdm-request plain --user "$1" --password-file "$LAB_PASSWORD_FILE" --key "$scratch/$2.key" \
        >"$scratch/plain"
    post Device "$scratch/plain"
}
query() {
    mdm-request query --user "$1" --password-file "$LAB_PASSWORD_FILE" "$2" >"$scratch/query"
    post Device "$scratch/query"
}
disposition() { xpath 'string(//N(DispositionMessage))'; }
request_id() { xpath 'string(//N(RequestSecurityTokenResponse)/N(RequestID))'; }
# leaf FILE: the certificate of the answer.
leaf() {
    xpath 'string(//N(RequestedSecurityToken)/N(BinarySecurityToken))' | base64 -d |
        openssl x509 -inform DER -out "$1" 2>/dev/null
}
why() { xpath 'string(//N(Reason)/N(Text))'; }
# denied CLAIM SUBCODE: a fault for plain clients, whose trace id is in its reason and in the log.
denied() {
    local got trace
    got=$(xpath 'string(//N(Fault)/N(Code)/N(Subcode)/N(Value))')
    trace=$(why | sed -n 's/.*(trace id \(.*\))$/\1/p')
    claim "$1: $got: $(why)" [ "${got#*:} $(cat "$scratch/status")" = "$2 500" ]
    claim "$1: the fault is valid" valid fault
    claim "$1: the log knows it" grep -qF -- "$trace" "$LAB_LOG"
    claim "$1: the detail of plain clients" \
        [ -n "$(xpath 'string(//N(CertificateEnrollmentWSDetail)/N(ErrorCode))')" ]
}

plain "$LAB_USER" one
answered 'a plain client gets a certificate' rstrc
claim 'it says so' [ "$(disposition)" = Issued ]
leaf "$scratch/one.pem"
claim 'which is good' openssl verify -CAfile "$scratch/lab/authority/root.pem" \
    -untrusted "$scratch/lab/authority/issuing.pem" "$scratch/one.pem"
claim 'and what the profile says' \
    [ "$(openssl x509 -in "$scratch/one.pem" -noout -subject)" = 'subject=OU = Linux, CN = alice' ]
xpath 'string(//N(RequestSecurityTokenResponse)/N(BinarySecurityToken))' | base64 -d \
    >"$scratch/response.der"
claim 'the full PKI response is signed by the authority' openssl cms -verify -inform DER \
    -in "$scratch/response.der" -CAfile "$scratch/lab/authority/root.pem" -purpose any \
    -binary -out /dev/null
mdm-request issue --user "$LAB_USER" --password-file "$LAB_PASSWORD_FILE" --key "$scratch/two.key" \
    >"$scratch/issue"
post Device "$scratch/issue"
answered 'a device is still provisioned at the same URL' rstrc
claim 'with a document' [ -z "$(disposition)" ]

plain "$other" two
answered 'a request that has to be approved' rstrc
claim 'waits' [ "$(disposition)" = 'Taken Under Submission' ]
claim 'and says where to ask' [ "$(xpath 'string(//N(Reference)/@URI)')" = "$base/Device.svc" ]
id=$(request_id)
plain "$other" two
claim 'the same again is the same request' [ "$(request_id)" = "$id" ]
query "$other" "$id"
answered 'who asked may ask what became of it' rstrc
claim 'it waits still' [ "$(disposition) $(request_id)" = "Taken Under Submission $id" ]
query "$LAB_USER" "$id"
denied 'nobody else may' CertificateRequest
claim 'the operator sees it' [ "$(mdm-approve list --json | jq -r .request_id)" = "$id" ]
mdm-approve approve --by operator "$id" >"$scratch/out"
query "$LAB_USER" "$id"
denied 'nobody else may when it is approved' CertificateRequest
query "$other" "$id"
answered 'it is approved' rstrc
claim 'and issued' [ "$(disposition) $(request_id)" = "Issued $id" ]
leaf "$scratch/two.pem"
query "$other" "$id"
leaf "$scratch/again.pem"
claim 'the same certificate, however often it asks' cmp "$scratch/two.pem" "$scratch/again.pem"
claim 'the ledger knows who approved it' \
    grep -q operator <(mdm-ledger list --requests --state issued --json)

plain "$other" three
id=$(request_id)
mdm-approve deny --by operator --reason 'This machine is not ours.' "$id" >"$scratch/out"
query "$other" "$id"
denied 'a request that was denied' CertificateRequest
claim 'with the operator'\''s reason' grep -qF 'This machine is not ours.' <(why)
claim 'as Windows numbers it' [ "$(xpath 'string(//N(ErrorCode))')" = -2146877420 ]
claim 'as a no of the issuer' [ "$(xpath 'string(//N(InvalidRequest))')" = true ]
claim 'and its RequestID' \
    [ "$(xpath 'string(//N(CertificateEnrollmentWSDetail)/N(RequestID))')" = "$id" ]
printf wrong >"$scratch/wrong"
mdm-request plain --user "$other" --password-file "$scratch/wrong" >"$scratch/plain"
post Device "$scratch/plain"
denied 'a wrong password' Authentication
mdm-request plain >"$scratch/plain"
post Device "$scratch/plain"
denied 'nobody' InvalidSecurity

mdm-request plain --key "$scratch/three.key" >"$scratch/plain"
post Device "$scratch/plain" --cert "$scratch/one.pem" --key "$scratch/one.key"
answered 'a certificate in TLS is renewed' rstrc
leaf "$scratch/renewed.pem"
claim 'for the same name' [ "$(openssl x509 -in "$scratch/renewed.pem" -noout -subject)" = \
    'subject=OU = Linux, CN = alice' ]

mdm-request policies --user "$LAB_USER" --password-file "$LAB_PASSWORD_FILE" >"$scratch/policies"
post Device "$scratch/policies"
answered 'policies' getpolicies-response
claim 'tell where to ask with a password' [ "$(xpath \
    'string(//N(cAURI)[N(clientAuthentication)="4"]/N(uri))')" = "$base/Device.svc" ]
claim 'with a priority, without which cepces passes it over' \
    [ "$(xpath 'string(//N(cAURI)[N(clientAuthentication)="4"]/N(priority))')" = 1 ]
claim 'and have names' [ "$(xpath 'string((//N(policy)//N(commonName))[2])')" = linux ]
claim 'all of it is in the ledger' mdm-ledger verify
finish
