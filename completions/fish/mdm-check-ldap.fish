# fish completion for mdm-check-ldap

complete -c mdm-check-ldap -f
complete -c mdm-check-ldap -l config -r -F -d 'configuration'
complete -c mdm-check-ldap -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-check-ldap -l help -d 'show this help and exit'
complete -c mdm-check-ldap -l version -d 'show the version and exit'
