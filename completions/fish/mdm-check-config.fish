# fish completion for mdm-check-config

complete -c mdm-check-config -f
complete -c mdm-check-config -l config -r -F -d 'configuration'
complete -c mdm-check-config -l now -x -d 'the time to go by'
complete -c mdm-check-config -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-check-config -l help -d 'show this help and exit'
complete -c mdm-check-config -l version -d 'show the version and exit'
