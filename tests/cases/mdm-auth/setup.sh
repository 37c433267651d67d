# A service with one user, and the options that make a run repeatable.
echo 'correct horse' | mdm-passwd add --method sha512 --cost 1000 passwords alice@example.com
cat > enrollkit.toml <<END
[service]
auth_policies = ["OnPremise"]
[onpremise]
password_file = "passwords"
END
export ENROLLKIT_CONFIG=enrollkit.toml
fixed="--now 2026-11-23T08:15:42Z --trace-id t-1"
