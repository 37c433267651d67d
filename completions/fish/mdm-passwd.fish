# fish completion for mdm-passwd

function __mdm_passwd_users
    set -l words (commandline -opc)
    test (count $words) -eq 3; and mdm-passwd list $words[3] 2>/dev/null
end

set -l commands add check remove list
set -l none "not __fish_seen_subcommand_from $commands"

complete -c mdm-passwd -n $none -f
complete -c mdm-passwd -n $none -a add -d 'add a user, or give a user another password'
complete -c mdm-passwd -n $none -a check -d 'check the password of a user'
complete -c mdm-passwd -n $none -a remove -d 'remove a user'
complete -c mdm-passwd -n $none -a list -d 'list the users'
complete -c mdm-passwd -n '__fish_seen_subcommand_from add check remove' -a '(__mdm_passwd_users)'
complete -c mdm-passwd -n '__fish_seen_subcommand_from add' -l method -x -a 'yescrypt bcrypt sha512' -d 'how to hash'
complete -c mdm-passwd -n '__fish_seen_subcommand_from add' -l cost -x -d 'work of one hash'
complete -c mdm-passwd -n '__fish_seen_subcommand_from add' -l seed -x -d 'draw random values from a text'
complete -c mdm-passwd -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-passwd -l help -d 'show this help and exit'
complete -c mdm-passwd -l version -d 'show the version and exit'
