# fish completion for mdm-discover

complete -c mdm-discover -f
complete -c mdm-discover -l config -r -F -d 'configuration'
complete -c mdm-discover -l cgi -d 'answer a web server'
complete -c mdm-discover -l trace-id -x -d 'trace id'
complete -c mdm-discover -l now -x -d 'the time to go by'
complete -c mdm-discover -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-discover -l help -d 'show this help and exit'
complete -c mdm-discover -l version -d 'show the version and exit'
