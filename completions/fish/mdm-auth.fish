# fish completion for mdm-auth

complete -c mdm-auth -f
complete -c mdm-auth -l config -r -F -d 'configuration'
complete -c mdm-auth -l cgi -d 'answer a web server'
complete -c mdm-auth -l check-config -d 'tell what is wrong with the configuration'
complete -c mdm-auth -l client-cert -r -F -d 'certificate of the TLS client'
complete -c mdm-auth -l trace-id -x -d 'trace id'
complete -c mdm-auth -l now -x -d 'the time to go by'
complete -c mdm-auth -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-auth -l help -d 'show this help and exit'
complete -c mdm-auth -l version -d 'show the version and exit'
