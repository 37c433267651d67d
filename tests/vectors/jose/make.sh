#!/bin/bash
# make.sh - makes the vectors of this folder anew with openssl(1): keys, JWK sets, tokens.

set -eu
cd "$(dirname "$0")"
# shellcheck source=jwt.bash
. ./jwt.bash

openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.key
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out rsa-pss.key
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out rsa-small.key
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out p256.key
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out p384.key
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out p521.key
openssl pkey -in rsa.key -pubout -out rsa.pub

symmetric=$(printf '{"kty":"oct","kid":"shared","alg":"HS256","k":"%s"}' "$(base64url <rsa.pub)")
jwk_set "$(jwk rsa.key rsa '"use":"sig",')" "$(jwk rsa.key rsa-384 '"alg":"RS384",')" \
    "$(jwk rsa.key rsa-512 '"alg":"RS512",')" "$(jwk rsa-pss.key pss '"alg":"PS256",')" \
    "$(jwk p256.key p256)" "$(jwk p384.key p384 '"use":"sig","alg":"ES384",')" \
    "$(jwk p521.key p521)" "$(jwk rsa-small.key small)" "$symmetric" \
    "$(jwk rsa.key encrypts '"use":"enc",')" "$(jwk rsa.key signs '"key_ops":["sign"],')" \
    "$(jwk p256.key odd '"alg":"RS256",')" '{"kty":"EC","kid":"k","crv":"secp256k1"}' >set.json
jwk_set "$(jwk rsa.key only)" >single.json
issuer='"issuer":"https://login.microsoftonline.com/{tenantid}/v2.0",'
consumers='"issuer":"https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",'
jwk_set "$(jwk rsa.key any "$issuer")" "$(jwk p256.key consumers "$consumers")" >entra.json

claims='{"iss":"https://login.example.com/","aud":"enroll","upn":"alice@example.com","exp":1795510800}'
while read -r name alg kid key; do
    jwt "{\"typ\":\"JWT\",\"alg\":\"$alg\",\"kid\":\"$kid\"}" "$claims" "$key" >"$name.jwt"
done <<'TOKENS'
rs256 RS256 rsa rsa.key
rs384 RS384 rsa-384 rsa.key
rs512 RS512 rsa-512 rsa.key
ps256 PS256 pss rsa-pss.key
es256 ES256 p256 p256.key
es384 ES384 p384 p384.key
es512 ES512 p521 p521.key
wrong-algorithm RS384 rsa rsa.key
wrong-padding PS256 rsa rsa.key
wrong-key RS256 rsa rsa-pss.key
wrong-kid RS256 another rsa.key
none none rsa rsa.key
hs256 HS256 rsa rsa.pub
hs256-shared HS256 shared rsa.pub
small RS256 small rsa-small.key
TOKENS
header='{"alg":"RS256","kid":"rsa"'
jwt '{"alg":"RS256"}' "$claims" rsa.key >no-kid.jwt
jwt "$header,\"crit\":[\"exp\"],\"exp\":1}" "$claims" rsa.key >crit.jwt
jwt "$header,\"typ\":\"logout+jwt\"}" "$claims" rsa.key >other-type.jwt
jwt "$header,\"typ\":\"application/AT+JWT\"}" "$claims" rsa.key >access-token.jwt
jwt "$header,\"kid\":\"p256\"}" "$claims" rsa.key >header-twice.jwt
jwt "$header}" '{"upn":"alice","upn":"root"}' rsa.key >claim-twice.jwt
jwt "$header}" '{"a":{"b":1,"b":2}}' rsa.key >inner-claim-twice.jwt
jwt "$header}" '["upn"]' rsa.key >array.jwt
jwt '{"alg":["RS256"],"kid":"rsa"}' "$claims" rsa.key >alg-array.jwt 2>/dev/null
jwt '{"alg":"RS256","kid":1}' "$claims" rsa.key >kid-number.jwt

# Entra's key for one tenant signs a token of another; and the same token by the key for all.
v2='{"iss":"https://login.microsoftonline.com/0A1B2C3D-0000-4000-8000-000000000001/v2.0","tid":"0a1b2c3d-0000-4000-8000-000000000001"}'
v1='{"iss":"https://sts.windows.net/0a1b2c3d-0000-4000-8000-000000000001/","tid":"0a1b2c3d-0000-4000-8000-000000000001"}'
jwt '{"alg":"RS256","kid":"any"}' "$v2" rsa.key >entra-v2.jwt
jwt '{"alg":"RS256","kid":"any"}' "$v1" rsa.key >entra-v1.jwt
jwt '{"alg":"ES256","kid":"consumers"}' "$v2" p256.key >entra-consumers.jwt
