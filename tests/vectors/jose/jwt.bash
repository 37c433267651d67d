# Makes JWTs and JWK sets with openssl(1) and a shell alone, so that our own code is not tested by
# itself. Sourced by bash.

# Base64url without padding, of standard input (RFC 7515 2).
base64url() {
    base64 -w 0 | tr '+/' '-_' | tr -d '='
}

# hex DIGITS: the bytes that they stand for.
hex() {
    # shellcheck disable=SC2001,SC2059 # bytes as a format
    printf "$(sed 's/../\\x&/g' <<<"$1")"
}

# jwk KEY KID [MEMBERS]: the public half of a private key in PEM as a JWK (RFC 7517, RFC 7518 6).
# MEMBERS is JSON that ends in a comma, like '"use":"sig",'.
jwk() {
    local text size curve
    text=$(openssl pkey -in "$1" -noout -text)
    if [[ $text = *modulus* ]]; then
        printf '{"kty":"RSA","kid":"%s",%s"n":"%s","e":"AQAB"}' "$2" "${3-}" \
            "$(hex "$(openssl rsa -in "$1" -noout -modulus 2>/dev/null | cut -d= -f2)" | base64url)"
        return
    fi
    case $text in
    *P-256*) size=32 curve=P-256 ;;
    *P-384*) size=48 curve=P-384 ;;
    *) size=66 curve=P-521 ;;
    esac
    half() {
        openssl pkey -in "$1" -pubout -outform DER | tail -c $((2 * size)) | $2 -c $size | base64url
    }
    printf '{"kty":"EC","kid":"%s",%s"crv":"%s","x":"%s","y":"%s"}' "$2" "${3-}" $curve \
        "$(half "$1" head)" "$(half "$1" tail)"
}

# jwk_set JWK...: a JWK set.
jwk_set() {
    local IFS=,
    printf '{"keys":[%s]}\n' "$*"
}

# raw_signature SIZE: the two numbers of a DER signature, SIZE bytes each (RFC 7518 3.4).
raw_signature() {
    local number
    openssl asn1parse -inform DER | sed -n 's/.*INTEGER *://p' | while read -r number; do
        while [ ${#number} -lt $((2 * $1)) ]; do number=0$number; done
        hex "$number"
    done
}

# signature ALG KEY: of standard input.
signature() {
    case $1 in
    RS*) openssl dgst -sha"${1#RS}" -sign "$2" -binary ;;
    PS*) openssl dgst -sha"${1#PS}" -sign "$2" -sigopt rsa_padding_mode:pss \
        -sigopt rsa_pss_saltlen:digest -binary ;;
    ES256) openssl dgst -sha256 -sign "$2" -binary | raw_signature 32 ;;
    ES384) openssl dgst -sha384 -sign "$2" -binary | raw_signature 48 ;;
    ES512) openssl dgst -sha512 -sign "$2" -binary | raw_signature 66 ;;
    HS256) openssl dgst -sha256 -mac HMAC -macopt "hexkey:$(od -An -v -tx1 "$2" | tr -d ' \n')" -binary ;;
    none) ;;
    esac
}

# jwt HEADER CLAIMS KEY: a token, whose header's alg says how it is signed.
jwt() {
    local signed alg
    alg=$(jq -r .alg <<<"$1")
    signed=$(printf %s "$1" | base64url).$(printf %s "$2" | base64url)
    printf '%s.%s\n' "$signed" "$(printf %s "$signed" | signature "$alg" "$3" | base64url)"
}
