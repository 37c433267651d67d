# fish completion for mdm-login

complete -c mdm-login -f
complete -c mdm-login -l config -r -F -d 'configuration'
complete -c mdm-login -l cgi -d 'answer a web server'
complete -c mdm-login -l trace-id -x -d 'trace id'
complete -c mdm-login -l now -x -d 'the time to go by'
complete -c mdm-login -l seed -x -d 'draw random values from a text'
complete -c mdm-login -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-login -l help -d 'show this help and exit'
complete -c mdm-login -l version -d 'show the version and exit'
