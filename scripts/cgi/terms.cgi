#!/bin/sh
# Terms: the page of the terms of use in the Entra flow.
exec mdm-terms --cgi
