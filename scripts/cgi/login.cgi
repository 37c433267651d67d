#!/bin/sh
# Login: the page of federated sign-in.
exec mdm-login --cgi
