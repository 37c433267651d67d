#!/bin/sh
# Policy.svc: a GetPolicies in, the certificate policy out.
mdm-auth --cgi | xcep-policy --cgi
