# A service that takes tokens of its own. Sourced by cases.
. "$VECTORS/jose/jwt.bash"
cp "$VECTORS/jose/p256.key" token.key
chmod 600 token.key
cat > enrollkit.toml <<END
[service]
enrollment_url = "https://mdm.example.com/Enrollment.svc"
[federated]
key_file = "token.key"
END
export ENROLLKIT_CONFIG=enrollkit.toml
fixed="--now 2026-11-23T08:15:42Z --seed 1"
