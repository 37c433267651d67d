# fish completion for mdm-ledger

function __mdm_ledger_states
    if contains -- --attempts (commandline -opc)
        printf '%s\n' answered issued waiting refused
    else if contains -- --requests (commandline -opc)
        printf '%s\n' waiting approved denied issued
    else
        printf '%s\n' reserved issued revoked
    end
end

set -l commands list show export verify prune stats report
set -l none "not __fish_seen_subcommand_from $commands"
set -l list '__fish_seen_subcommand_from list'
set -l owner '__fish_seen_subcommand_from list show'
set -l prune '__fish_seen_subcommand_from prune'
set -l timed '__fish_seen_subcommand_from verify prune stats report'

complete -c mdm-ledger -f
complete -c mdm-ledger -n $none -a list -d 'list certificates, or attempts'
complete -c mdm-ledger -n $none -a show -d 'show all about a serial, thumbprint or trace id'
complete -c mdm-ledger -n $none -a export -d "write every certificate's row"
complete -c mdm-ledger -n $none -a verify -d 'compare every certificate with its row'
complete -c mdm-ledger -n $none -a prune -d 'take away rows that nobody needs any more'
complete -c mdm-ledger -n $none -a stats -d 'count what is there'
complete -c mdm-ledger -n $none -a report -d 'write a page of HTML with plots'
complete -c mdm-ledger -n $owner -l user -x -d 'only those of a user'
complete -c mdm-ledger -n $owner -l device -x -d 'only those of a device'
complete -c mdm-ledger -n $list -l kind -x -a 'issue renew offline policy query' -d 'only those of a kind'
complete -c mdm-ledger -n $list -l profile -x -d 'only those of a profile'
complete -c mdm-ledger -n $list -l key -x -d 'only those of a key'
complete -c mdm-ledger -n $list -l ends-before -x -d 'only those that end before a time'
complete -c mdm-ledger -n $list -l state -x -a '(__mdm_ledger_states)' -d 'only those in a state'
complete -c mdm-ledger -n $list -l since -x -d 'only those from a time on'
complete -c mdm-ledger -n $list -l until -x -d 'only those before a time'
complete -c mdm-ledger -n $list -l attempts -d 'list attempts'
complete -c mdm-ledger -n '__fish_seen_subcommand_from list show export stats' -l json \
    -d 'write JSON'
complete -c mdm-ledger -n '__fish_seen_subcommand_from verify' -l authority -r -F \
    -d 'certificates that issued'
complete -c mdm-ledger -n '__fish_seen_subcommand_from verify prune' -l reserved-for -x \
    -d 'rows reserved for so long and never issued'
complete -c mdm-ledger -n $prune -l expired-for -x -d 'certificates past their end for so long'
complete -c mdm-ledger -n $prune -l requests-for -x -d 'requests for approval of so long ago'
complete -c mdm-ledger -n $prune -l attempts-for -x -d 'attempts older than so long'
complete -c mdm-ledger -n $prune -l dry-run -d 'say what would go, and let it stay'
complete -c mdm-ledger -n '__fish_seen_subcommand_from stats report' -l days -x \
    -d 'how many days to look back at'
complete -c mdm-ledger -n '__fish_seen_subcommand_from report' -l out -r -F -d 'where to write it'
complete -c mdm-ledger -n $timed -l now -x -d 'the time to go by'
complete -c mdm-ledger -n '__fish_seen_subcommand_from list export' -l requests -d 'requests that had to be approved'
complete -c mdm-ledger -n '__fish_seen_subcommand_from list export' -l csv -d 'write CSV'
complete -c mdm-ledger -l config -r -F -d configuration
complete -c mdm-ledger -l ledger -r -F -d 'the ledger'
complete -c mdm-ledger -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-ledger -l help -d 'show this help and exit'
complete -c mdm-ledger -l version -d 'show the version and exit'
