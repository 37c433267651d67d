# fish completion for mdm-ledger

function __mdm_ledger_states
    if contains -- --attempts (commandline -opc)
        printf '%s\n' answered issued refused
    else
        printf '%s\n' reserved issued revoked
    end
end

set -l commands list show export
set -l none "not __fish_seen_subcommand_from $commands"
set -l list '__fish_seen_subcommand_from list'

complete -c mdm-ledger -f
complete -c mdm-ledger -n $none -a list -d 'list certificates, or attempts'
complete -c mdm-ledger -n $none -a show -d 'show all about a serial, thumbprint or trace id'
complete -c mdm-ledger -n $none -a export -d "write every certificate's row"
complete -c mdm-ledger -n $list -l user -x -d 'only those of a user'
complete -c mdm-ledger -n $list -l device -x -d 'only those of a device'
complete -c mdm-ledger -n $list -l state -x -a '(__mdm_ledger_states)' -d 'only those in a state'
complete -c mdm-ledger -n $list -l since -x -d 'only those from a time on'
complete -c mdm-ledger -n $list -l until -x -d 'only those before a time'
complete -c mdm-ledger -n $list -l attempts -d 'list attempts'
complete -c mdm-ledger -n "__fish_seen_subcommand_from $commands" -l json -d 'write JSON'
complete -c mdm-ledger -n '__fish_seen_subcommand_from list export' -l csv -d 'write CSV'
complete -c mdm-ledger -l config -r -F -d configuration
complete -c mdm-ledger -l ledger -r -F -d 'the ledger'
complete -c mdm-ledger -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-ledger -l help -d 'show this help and exit'
complete -c mdm-ledger -l version -d 'show the version and exit'
