# fish completion for mdm-check-signature

complete -c mdm-check-signature -f
complete -c mdm-check-signature -l anchors -r -F -d 'authorities that are trusted'
complete -c mdm-check-signature -l intermediates -r -F -d 'authorities below them'
complete -c mdm-check-signature -l authorities-from-message -d 'let the message bring some along'
complete -c mdm-check-signature -l crl -r -F -d 'certificate revocation list'
complete -c mdm-check-signature -l eku -x -a '1.3.6.1.5.5.7.3.2 1.3.6.1.4.1.311.20.2.2' -d 'extended key usage to ask for'
complete -c mdm-check-signature -l user -x -a 'upn email cn' -d 'where a certificate has the user'
complete -c mdm-check-signature -l limit -x -d 'bytes of the message'
complete -c mdm-check-signature -l now -x -d 'the time to go by'
complete -c mdm-check-signature -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-check-signature -l help -d 'show this help and exit'
complete -c mdm-check-signature -l version -d 'show the version and exit'
