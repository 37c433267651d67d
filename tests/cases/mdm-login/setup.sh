# A service with one user, and a browser that keeps its cookie.
umask 077
echo 'correct horse' | mdm-passwd add --method sha512 --cost 1000 passwords alice@example.com
openssl ecparam -name prime256v1 -genkey -noout -out token.key
head -c 32 /dev/zero | tr '\0' k > web.secret
cat > enrollkit.toml <<END
[service]
enrollment_url = "https://mdm.example.com/EnrollmentServer/Enrollment.svc"
[onpremise]
password_file = "passwords"
[federated]
key_file = "token.key"
[web]
secret_file = "web.secret"
[login]
throttle_file = "attempts"
END
export ENROLLKIT_CONFIG=enrollkit.toml REMOTE_ADDR=192.0.2.1
fixed="--cgi --trace-id t-1 --seed case --now 2026-11-24T08:00:00Z"
appru='appru=ms-app%3A%2F%2Fwindows.immersivecontrolpanel'

# open QUERY: the answer to a GET.
open() { QUERY_STRING=$1 REQUEST_METHOD=GET mdm-login $fixed; }
# send FIELDS: opens the page and sends its form with these fields.
send() {
    open "$appru" > page
    local body
    body="form=$(sed -n 's/.*name="form" value="\([^"]*\)".*/\1/p' page)&$1"
    HTTP_COOKIE=$(sed -n 's/^Set-Cookie: \([^;]*\).*/\1/p' page) QUERY_STRING=$appru \
        REQUEST_METHOD=POST CONTENT_TYPE=application/x-www-form-urlencoded \
        CONTENT_LENGTH=${#body} mdm-login $fixed <<< "$body"
}
# brief: the status, and what the page says.
brief() {
    tr -d '\r' | sed -n '1p; s/.*<h1>\(.*\)<\/h1>/\1/p
        s/.*role="alert"[^>]*>\(<p>\)*\([^<]*\).*/\2/p; s/.*\(name="wresult"\).*/\1/p
        s/.*<form method="post"\( action="[^"]*"\)*>.*/form\1/p'
}
