#!/bin/sh
# What a device is told where the web server itself refuses a request: REDIRECT_STATUS says why.
case ${REDIRECT_STATUS-} in
404) exec printf 'Status: 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n' ;;
5*) code=EnrollmentServer reason='The enrollment service does not answer.' ;;
*) code=MessageFormat reason='The web server cannot read the request, or it is too long.' ;;
esac
# Where the web server gives its requests no ids, its log gets ours.
trace=${UNIQUE_ID-}
if [ -z "$trace" ]; then
    trace=$(cat /proc/sys/kernel/random/uuid)
    echo "refused with ${REDIRECT_STATUS-nothing said}, trace id $trace" >&2
fi
exec mdm-fault --cgi --trace-id "$trace" --reason "$reason" "$code"
