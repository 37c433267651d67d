# fish completion for mdm-approve

set -l commands list approve deny
set -l none "not __fish_seen_subcommand_from $commands"
set -l list '__fish_seen_subcommand_from list'
set -l decide '__fish_seen_subcommand_from approve deny'

complete -c mdm-approve -f
complete -c mdm-approve -n $none -a list -d 'list the requests that wait'
complete -c mdm-approve -n $none -a approve -d 'let requests have their certificates'
complete -c mdm-approve -n $none -a deny -d 'let them have none'
complete -c mdm-approve -n $list -l all -d 'list those that were decided on too'
complete -c mdm-approve -n $list -l state -x -a 'waiting approved denied issued' -d 'list those of a state'
complete -c mdm-approve -n $list -l user -x -d 'only those of a user'
complete -c mdm-approve -n $list -l device -x -d 'only those of a device'
complete -c mdm-approve -n '__fish_seen_subcommand_from deny' -l reason -x -d 'why; the client is told'
complete -c mdm-approve -n $decide -l by -x -d 'who decides'
complete -c mdm-approve -n $decide -l now -x -d 'the time to go by'
complete -c mdm-approve -n "__fish_seen_subcommand_from $commands" -l json -d 'write JSON'
complete -c mdm-approve -l config -r -F -d configuration
complete -c mdm-approve -l ledger -r -F -d 'the ledger'
complete -c mdm-approve -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-approve -l help -d 'show this help and exit'
complete -c mdm-approve -l version -d 'show the version and exit'
