#!/bin/sh
# Discovery.svc: a Discover in, the URLs and the way to authenticate out.
exec mdm-discover --cgi
