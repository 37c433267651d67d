# fish completion for mdm-crl

complete -c mdm-crl -f
complete -c mdm-crl -l authority -x -d 'the list of this authority alone'
complete -c mdm-crl -l delta -d 'only what changed since the last complete list'
complete -c mdm-crl -l der -r -F -d 'where to write it in DER'
complete -c mdm-crl -l pem -r -F -d 'where to write it in PEM'
complete -c mdm-crl -l hours -x -d 'until the next list'
complete -c mdm-crl -l number -x -d 'the number of the list'
complete -c mdm-crl -l config -r -F -d configuration
complete -c mdm-crl -l now -x -d 'the time to go by'
complete -c mdm-crl -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-crl -l help -d 'show this help and exit'
complete -c mdm-crl -l version -d 'show the version and exit'
