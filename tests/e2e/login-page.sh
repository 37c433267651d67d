#!/bin/bash
# The page of federated sign-in in a browser, as a user meets it, and what it refuses.

. "$(dirname "$0")/lib.bash"
. "$(dirname "$0")/browser.bash"

start_lab
origin=${base%/EnrollmentServer}
cat >"$scratch/lab/terms.txt" <<END
# Acceptable use
This device is for work. Keep it up to date, and lock it when you leave it.

Your organisation sees which apps are installed, and can erase its own data.
END
printf '# Erlaubter Gebrauch\nDieses Gerät ist für die Arbeit da.\n' >"$scratch/lab/terms.txt.de"
help="Service desk, extension 1234"
sed -i "s|^organisation.*|organisation = \"Contoso \& Sons\"\nhelp = \"$help\"|
    s|^throttle_file.*|&\napprus = [\"ms-app\", \"$origin\"]\nterms_file = \"terms.txt\"|" \
    "$LAB_CONFIG"

# page APPRU [MORE]: the address of the page.
page() {
    echo "$LAB_LOGIN_URL?appru=$(jq -rn --arg x "$1" '$x|@uri')${2-}"
}
app=ms-app://windows.immersivecontrolpanel
start_browser
look_like light
look_like desktop

visit "$(page $app '&login_hint=alice%40example.com')"
claim 'the page is there' [ "$(text h1)" = 'Sign in' ]
claim 'it names the organisation' [ "$(text .brand)" = 'Contoso & Sons' ]
claim 'the user of the hint is filled in' [ "$(property '#user' value)" = alice@example.com ]
claim 'the password has the focus' [ "$(run document.activeElement.id)" = password ]
fields="[...document.querySelectorAll('input:not([type=hidden])')]"
claim 'each field has its label' [ "$(run "$fields.every(i => i.labels.length == 1)")" = true ]
claim 'no script has run, and none may' [ "$(run document.scripts.length)" = 0 ]
claim 'the style is taken' \
    [ "$(style button backgroundColor)" = 'rgb(11, 92, 173)' ]
shot login-light
look_like dark
claim 'it is dark where the user wants that' \
    [ "$(style body backgroundColor)" = 'rgb(15, 18, 22)' ]
shot login-dark
look_like light
look_like phone
visit "$(page $app)"
claim 'it fits a phone' fits
claim 'the user has the focus where there is no hint' [ "$(run document.activeElement.id)" = user ]
shot login-phone
look_like dark
shot login-phone-dark
look_like light
language de-AT
visit "$(page $app)"
claim 'it speaks German' [ "$(text h1)" = Anmelden ]
claim 'and says so' [ "$(run document.documentElement.lang)" = de ]
claim 'with the terms in German' [ "$(text '.terms h3')" = 'Erlaubter Gebrauch' ]
shot login-german
language en
look_like desktop

enter '#user' alice@example.com
enter '#password' wrong
press '#accept'
press button
claim 'a wrong password is told' [ "$(text .problem)" = \
    'The user name or the password is not right. Check both and try again.' ]
claim 'to those too who do not see it' [ "$(attribute .problem role)" = alert ]
claim 'the field is marked' [ "$(attribute '#password' aria-invalid)" = true ]
claim 'and empty' [ -z "$(property '#password' value)" ]
shot login-error
run "document.querySelector('form').noValidate = true" >"$scratch/run.out"
press '#accept'
press button
claim 'what is missing is told at its field' [ "$(text '#accept-problem')" = \
    'Accept the terms of use to go on.' ]
shot login-missing

# Without scripts the last page stays, with its button.
tool Emulation.setScriptExecutionDisabled '{"value":true}'
enter '#password' "$password"
press '#accept'
press button
claim 'the right password signs in' [ "$(text h1)" = 'You are signed in' ]
claim 'the token goes to the device alone' [ "$(property form action)" = "$app" ]
claim 'it is a token' [ "$(run "document.forms[0].wresult.value.split('.').length")" = 3 ]
claim 'there is a button for those without scripts' [ "$(text button)" = Continue ]
shot login-done
tool Emulation.setScriptExecutionDisabled '{"value":false}'

visit "$(page "$origin/after")"
enter '#user' alice@example.com
enter '#password' "$password"
press '#accept'
press button
for _ in $(seq 200); do
    [ "$(address)" != "$origin/after" ] || break
    sleep 0.1
done
claim 'the form is sent by itself' [ "$(address)" = "$origin/after" ]

# Hostile addresses and names.
visit "$(page 'https://evil.example/' '&login_hint=x')"
claim 'an address that is not allowed gets no form' [ "$(run document.forms.length)" = 0 ]
shot login-refused
visit "$(page $app '&login_hint=%22%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E')"
claim 'a name cannot become markup' [ "$(run document.images.length)" = 0 ]
claim 'it is shown as it is' [ "$(property '#user' value)" = '"><img src=x onerror=alert(1)>' ]

# Of another site: a form that is right but for its seal and the cookie.
cat >"$scratch/evil.html" <<END
<form method="post" action="$(page $app)">
<input name="user" value="alice@example.com"><input name="password" value="$password">
<input name="accept" value="yes"><input name="form" value="x"></form>
<script>document.forms[0].submit()</script>
END
visit "file://$scratch/evil.html"
for _ in $(seq 200); do
    [ -z "$(text .problem 2>/dev/null)" ] || break
    sleep 0.1
done
claim 'a form of another site signs nobody in' \
    [ "$(text .problem | cut -c 1-50)" = 'This page could not be matched with your browser. ' ]
claim 'and is forbidden' grep -q 'POST /EnrollmentServer/Login.svc.* 403 ' \
    "$scratch/lab/log/access.log"

status() {
    curl -sS --cacert "$LAB_CA_BUNDLE" -o "$scratch/body" -D "$scratch/headers" \
        -w '%{http_code}' "$@"
}
claim 'a query that is too long has a page' \
    [ "$(status "$(page "ms-app://$(head -c 9000 /dev/zero | tr '\0' a)")")" = 414 ]
claim 'so has a body that is too long' \
    [ "$(head -c 20000 /dev/zero | status --data-binary @- "$(page $app)")" = 413 ]
claim 'another method has one' [ "$(status -X PUT "$(page $app)")" = 405 ]
claim 'HEAD has the length alone' [ "$(status -I "$(page $app)")" = 200 ]
claim 'which is not chunked' [ -z "$(header Transfer-Encoding)" ]

# Guessing: five attempts, by whichever process, and none more.
for _ in 1 2 3 4 5 6; do
    visit "$(page $app)"
    enter '#user' bob@example.com
    enter '#password' guess
    press '#accept'
    press button
done
claim 'there is an end to guessing' [ "$(text h1)" = 'Too many attempts' ]
shot login-throttled
claim 'with the status that says so' grep -q 'POST /EnrollmentServer/Login.svc.* 429 ' \
    "$scratch/lab/log/access.log"

claim 'no password and no token is in a log' sh -c \
    "! grep -rqF -e '$password' -e eyJ '$scratch/lab/log'"
finish
