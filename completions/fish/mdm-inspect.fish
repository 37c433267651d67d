# fish completion for mdm-inspect

set -l kinds discover discover-response policies policies-response rst rstrc fault document \
    record request certificate cms token key message

complete -c mdm-inspect -l json -d 'write JSON, one object a line'
complete -c mdm-inspect -l lint -a '--lint=list' -d 'judge it by the rules'
complete -c mdm-inspect -l diff -d 'compare two files by meaning'
complete -c mdm-inspect -l ignore -x -a 'times ids' -d 'for --diff: pass over'
complete -c mdm-inspect -l kind -x -a "$kinds" -d 'what the input is'
complete -c mdm-inspect -l color -x -a 'auto always never' -d colours
complete -c mdm-inspect -l full -d 'do not shorten long values'
complete -c mdm-inspect -l show-secrets -d 'show passwords and tokens too'
complete -c mdm-inspect -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-inspect -l help -d 'show this help and exit'
complete -c mdm-inspect -l version -d 'show the version and exit'
