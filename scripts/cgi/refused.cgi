#!/bin/sh
# What a device is told where the web server itself refuses a request: REDIRECT_STATUS says why.
case ${REDIRECT_STATUS-} in
404) exec printf 'Status: 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n' ;;
5*) code=EnrollmentServer reason='The enrollment service does not answer.' ;;
*) code=MessageFormat reason='The web server cannot read the request, or it is too long.' ;;
esac
# Where the web server gives its requests ids, its log and ours have the same.
exec mdm-fault --cgi ${UNIQUE_ID:+--trace-id "$UNIQUE_ID"} --reason "$reason" \
    --log "by the web server, status ${REDIRECT_STATUS:-unknown}, to ${REMOTE_ADDR:-nobody known}" \
    "$code"
