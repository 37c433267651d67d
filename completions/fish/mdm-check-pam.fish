# fish completion for mdm-check-pam

complete -c mdm-check-pam -f
complete -c mdm-check-pam -l service -x -d 'PAM service'
complete -c mdm-check-pam -l confdir -r -F -d 'folder of PAM services'
complete -c mdm-check-pam -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-check-pam -l help -d 'show this help and exit'
complete -c mdm-check-pam -l version -d 'show the version and exit'
