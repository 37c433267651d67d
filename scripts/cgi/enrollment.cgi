#!/bin/sh
# Enrollment.svc: a certificate request in, the certificate in its provisioning document out.
# The last stage answers whatever happens: where a stage before it died, with a fault.
mdm-auth --cgi | wstep-sign | mdm-provision --cgi
