# A service that takes signed requests, and the options that make a run repeatable. What stands in
# $1 is added to [certificate].
cat > enrollkit.toml <<END
[service]
auth_policies = ["Certificate"]
[certificate]
anchors = "$VECTORS/certificate/root.pem"
${1-}
[ledger]
url = "ledger.db"
END
export ENROLLKIT_CONFIG=enrollkit.toml
fixed="--now 2026-11-23T08:15:42Z --trace-id t-1"

# enter NAME: what becomes of a message of tests/vectors/xmldsig.
enter() {
    echo "$1: $(mdm-auth $fixed < "$VECTORS/xmldsig/$1.xml" 2>> log |
        jq -r 'if .fault then .fault.subcode + ": " + .fault.reason else .identity.user end')"
}
