# fish completion for mdm-jwks

complete -c mdm-jwks -l url -x -d 'where the JWK set is'
complete -c mdm-jwks -l issuer -x -d 'find it by the metadata of this issuer'
complete -c mdm-jwks -l ca-bundle -r -F -d 'certificates to trust'
complete -c mdm-jwks -l timeout -x -d 'to wait for an answer'
complete -c mdm-jwks -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-jwks -l help -d 'show this help and exit'
complete -c mdm-jwks -l version -d 'show the version and exit'
