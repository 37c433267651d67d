# fish completion for mdm-terms

complete -c mdm-terms -f
complete -c mdm-terms -l config -r -F -d 'configuration'
complete -c mdm-terms -l cgi -d 'answer a web server'
complete -c mdm-terms -l trace-id -x -d 'trace id'
complete -c mdm-terms -l now -x -d 'the time to go by'
complete -c mdm-terms -l seed -x -d 'draw random values from a text'
complete -c mdm-terms -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-terms -l help -d 'show this help and exit'
complete -c mdm-terms -l version -d 'show the version and exit'
