#!/bin/sh
# Device.svc: one URL for policy and enrollment. Each stage acts on the requests that are its own.
mdm-auth --cgi | xcep-policy --record | wstep-sign | mdm-provision --cgi
