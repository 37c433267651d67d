# fish completion for mdm-revoke

set -l reasons unspecified keyCompromise cACompromise affiliationChanged superseded \
    cessationOfOperation certificateHold removeFromCRL privilegeWithdrawn aACompromise

complete -c mdm-revoke -f
complete -c mdm-revoke -l serial -x -d 'the certificate of a serial number'
complete -c mdm-revoke -l thumbprint -x -d 'the certificate of a thumbprint'
complete -c mdm-revoke -l cert -r -F -d 'the certificate in a file'
complete -c mdm-revoke -l key -x -d 'the certificates of a key'
complete -c mdm-revoke -l device -x -d 'the certificates of a device'
complete -c mdm-revoke -l user -x -d 'the certificates of a user'
complete -c mdm-revoke -l reason -x -a "$reasons" -d why
complete -c mdm-revoke -l dry-run -d 'say what would be done, and do nothing'
complete -c mdm-revoke -l json -d 'write JSON, one object a line'
complete -c mdm-revoke -l config -r -F -d configuration
complete -c mdm-revoke -l ledger -r -F -d 'the ledger'
complete -c mdm-revoke -l now -x -d 'the time to go by'
complete -c mdm-revoke -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-revoke -l help -d 'show this help and exit'
complete -c mdm-revoke -l version -d 'show the version and exit'
