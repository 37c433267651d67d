# An issuer of tokens with several keys, and a service that takes them. Sourced by cases.
. "$VECTORS/jose/jwt.bash"
export ENROLLKIT_CONFIG=enrollkit.toml
cp "$VECTORS/jose/rsa.key" "$VECTORS/jose/p256.key" "$VECTORS/jose/rsa-pss.key" .
chmod 600 rsa.key p256.key rsa-pss.key
jwk_set "$(jwk rsa.key key-1 '"use":"sig",')" "$(jwk p256.key key-2)" > issuer.json
cat > enrollkit.toml <<END
[service]
auth_policies = ["Federated"]
[[federated.issuers]]
jwk_set = "issuer.json"
issuers = ["https://login.example.com/{tenantid}/"]
tenants = ["0A1B2C3D-0000-4000-8000-000000000001"]
audiences = ["api://enroll"]
required = { scp = "mdm_delegation" }
END
tenant=0a1b2c3d-0000-4000-8000-000000000001
header='{"typ":"JWT","alg":"RS256","kid":"key-1"}'
# 2026-11-23T08:15:42Z, within the life of the token
now="--now 2026-11-23T08:15:42Z --trace-id t-1"
good=$(jq -cn --arg tid $tenant '{iss: "https://login.example.com/\($tid)/", aud: "api://enroll",
    tid: $tid, oid: "11111111-0000-4000-8000-000000000001", upn: "alice@example.com",
    scp: "openid mdm_delegation", iat: 1795420800, nbf: 1795420800, exp: 1795424400}')

# ask TOKEN [OPTION...] - what mdm-auth makes of a GetPolicies with this token.
ask() {
    printf '%s\n' "$1" > token
    shift
    mdm-request policies --token-file token "$@" | mdm-auth $now 2> log
}

# verdict TOKEN - the user, or the fault that a device gets.
verdict() {
    ask "$1" | jq -r '.identity.user // .fault.subcode + ": " + .fault.reason' || true
}
