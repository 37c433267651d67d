#!/bin/bash
# The page of the terms of use in a browser, as a device shows it on its way into Entra, and the
# enrollment that follows.

. "$(dirname "$0")/lib.bash"
. "$(dirname "$0")/browser.bash"

start_lab
origin=${base%/EnrollmentServer}
cat >"$scratch/lab/terms.txt" <<END
# Acceptable use
This device is for work. Keep it up to date, and lock it when you leave it.

# What your organisation sees
Which apps are installed, whether the device is encrypted, and where it was last used.

# What your organisation can do
It can erase its own data at any time, and reset the device when it is lost.

# How it ends
You can remove your account in the settings of the device. Its data is erased with it.
END
printf '# Erlaubter Gebrauch\nDieses Gerät ist für die Arbeit da.\n' >"$scratch/lab/terms.txt.de"
sed -i "s|^organisation.*|organisation = \"Contoso \& Sons\"\nhelp = \"Service desk, 1234\"|
    s|^text_file.*|&\nredirect_uris = [\"ms-appx-web\", \"$origin\"]|" "$LAB_CONFIG"

# A token of the lab's other issuer: entra [FILTER].
. "$top/tests/vectors/jose/jwt.bash"
entra() {
    local claims
    claims=$(jq -c --argjson now "$(date +%s)" \
        ". + {iat: \$now, nbf: \$now, exp: (\$now + 600)} | ${1-.}" <<<"$LAB_JWT_CLAIMS")
    jwt "{\"alg\":\"RS256\",\"kid\":\"$LAB_JWT_KID\"}" "$claims" "$LAB_JWT_KEY"
}
token=$(entra)

# headers JSON: what the browser sends besides; the container of Windows adds them to its GET alone.
headers() {
    tool Network.enable
    tool Network.setExtraHTTPHeaders "{\"headers\":$1}"
}
# page REDIRECT_URI [MORE]: opens the page with the token.
page() {
    headers "$(jq -nc --arg token "${bearer-$token}" --argjson more "${extra-{\}}" \
        '{Authorization: "Bearer \($token)", "Accept-Language": "en"} + $more')"
    visit "$LAB_TERMS_URL?redirect_uri=$(jq -rn --arg x "$1" '$x|@uri')&$usual${2-}"
    headers '{}'
}
# starts TEXT: the address of the browser does.
starts() { [[ $(address) = "$1"* ]]; }
usual='client-request-id=7c1e9d52-0000-4000-8000-000000000001&api-version=1.0'
start_browser
look_like light
look_like desktop

page "$origin/after"
claim 'the page is there' [ "$(text h1)" = 'Terms of use' ]
claim 'it names the organisation' [ "$(text .brand)" = 'Contoso & Sons' ]
claim 'and the user' [ "$(text .signed-in)" = "You are signed in as $LAB_USER." ]
claim 'no script has run, and none may' [ "$(run document.scripts.length)" = 0 ]
claim 'both buttons can be pressed' [ "$(run 'document.querySelectorAll("button").length')" = 2 ]
claim 'they are large enough to touch' \
    [ "$(run '[...document.querySelectorAll("button")].every(b => b.offsetHeight >= 44)')" = true ]
shot terms-light
look_like dark
shot terms-dark
look_like light
look_like phone
page "$origin/after"
claim 'it fits a phone' fits
shot terms-phone
look_like dark
shot terms-phone-dark
look_like light
extra='{"Accept-Language":"de-AT"}' page "$origin/after"
claim 'it speaks German' [ "$(text .second)" = Ablehnen ]
claim 'with the terms in German' [ "$(text '.terms h3')" = 'Erlaubter Gebrauch' ]
claim 'it fits a phone in German' fits
shot terms-german
look_like desktop
extra='{"CXH-HOST":"FRX"}' page "$origin/after" '&mode=azureadjoin'
claim 'the first start of Windows is dark' [ "$(style body backgroundColor)" = 'rgb(15, 18, 22)' ]
claim 'a device of the organisation cannot decline' \
    [ "$(run 'document.querySelectorAll("button").length')" = 1 ]
shot terms-join
look_like dark
extra='{"CXH-HOST":"MOSET"}' page "$origin/after"
claim 'its settings are light' [ "$(style body backgroundColor)" = 'rgb(238, 241, 245)' ]
shot terms-settings
look_like light

page "$origin/after"
press .second
claim 'who declines is sent back' [ "$(address)" = \
    "$origin/after?IsAccepted=false&client-request-id=7c1e9d52-0000-4000-8000-000000000001" ]
page "$origin/after"
press 'button:not(.second)'
claim 'so is who accepts' starts "$origin/after?IsAccepted=true&OpaqueBlob="
blob=$(address | sed 's/.*OpaqueBlob=\([^&]*\).*/\1/')
claim 'with a blob' [ ${#blob} -gt 60 ]

page "$origin/after"
claim 'scripts cannot read the cookie' [ -z "$(run document.cookie)" ]
browser DELETE /cookie >"$scratch/run.out"
press 'button:not(.second)'
claim 'a form without its cookie accepts nothing' \
    [ "$(text '[role=alert]' | cut -c 1-27)" = 'Your answer could not be ma' ]
shot terms-no-cookie
page 'https://evil.example/'
claim 'an address that is not allowed gets no form' [ "$(run document.forms.length)" = 0 ]
claim 'and nothing of it is shown' [ "$(run "document.body.innerText.includes('evil')")" = false ]
shot terms-refused
bearer=$(entra '.aud = "other"') page "$origin/after"
claim 'a token for another service is an error for the device' \
    starts "$origin/after?error=unauthorized_client&error_description=unauthorized_client"

# What was accepted is good for this user's enrollment, and for no other.
enroll() {
    printf '%s\n' "$1" >"$scratch/token"
    mdm-enroll --url "$LAB_URL" --ca-bundle "$LAB_CA_BUNDLE" --user "$LAB_USER" --auth federated \
        --token-file "$scratch/token" --item "EnrollmentData=$2" >"$scratch/enroll.out" 2>&1
}
sed -i 's|^jwk_set.*|&\nterms_required = true|' "$LAB_CONFIG"
claim 'the configuration is well' mdm-check-config
claim 'who accepted enrolls' enroll "$(entra)" "$blob"
not() { ! "$@" && grep -q InvalidEnrollmentData "$scratch/enroll.out"; }
claim 'who did not does not' not enroll "$(entra)" ''
claim 'another user does not' not enroll "$(entra '.upn = "bob@example.com" | .sub = "2"')" "$blob"
claim 'with another blob nobody does' not enroll "$(entra)" "x$blob"

claim 'no token is in a log' sh -c "! grep -rqF eyJ '$scratch/lab/log'"
finish
