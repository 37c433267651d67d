# fish completion for xcep-policy

complete -c xcep-policy -f
complete -c xcep-policy -l config -r -F -d 'configuration'
complete -c xcep-policy -l record -d 'put the answer into the record'
complete -c xcep-policy -l cgi -d 'answer a web server'
complete -c xcep-policy -l now -x -d 'the time to go by'
complete -c xcep-policy -l log-format -x -a 'text json' -d 'how messages are written'
complete -c xcep-policy -l help -d 'show this help and exit'
complete -c xcep-policy -l version -d 'show the version and exit'
