# A service that is set up well.
umask 077
mdm-ca-init --now 2026-01-01T00:00:00Z --name Test authority > /dev/null
echo 'correct horse' | mdm-passwd add --method sha512 --cost 1000 passwords alice@example.com
cat > enrollkit.toml <<END
[service]
auth_policies = ["OnPremise"]
policy_url = "https://mdm.example.com/EnrollmentServer/Policy.svc"
enrollment_url = "https://mdm.example.com/EnrollmentServer/Enrollment.svc"
[log]
file = "enrollkit.log"
[onpremise]
password_file = "passwords"
[authority]
certificate = "authority/issuing.pem"
key = "authority/issuing.key"
chain = "authority/root.pem"
[ledger]
url = "ledger.db"
[provisioning]
provider_id = "Example"
address = "https://mdm.example.com/ManagementServer/MDM.svc"
END
export ENROLLKIT_CONFIG=enrollkit.toml
check() { mdm-check-config --now "${now-2026-11-23T08:15:42Z}" "$@"; }
# change EXPRESSION...: checks with another configuration.
change() {
    sed "$@" enrollkit.toml > changed.toml
    check --config changed.toml || true
}
