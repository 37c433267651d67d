# fish completion for mdm-token

set -l commands mint check show keygen keys
set -l none "not __fish_seen_subcommand_from $commands"
set -l mint '__fish_seen_subcommand_from mint'
set -l settings '__fish_seen_subcommand_from mint check'
set -l keygen '__fish_seen_subcommand_from keygen'
set -l files '__fish_seen_subcommand_from check show keygen keys'

complete -c mdm-token -f
complete -c mdm-token -n $none -a mint -d 'write a token with which a user can enroll one device'
complete -c mdm-token -n $none -a check -d 'check a token and write whose it is'
complete -c mdm-token -n $none -a show -d 'write what a token says, without checking it'
complete -c mdm-token -n $none -a keygen -d 'make a key to sign tokens with'
complete -c mdm-token -n $none -a keys -d 'write the public halves of keys as a JWK set'
complete -c mdm-token -n $files -F
complete -c mdm-token -n $mint -l group -x -d 'a group of the user'
complete -c mdm-token -n $mint -l seed -x -d 'draw the id from a text'
complete -c mdm-token -n $settings -l config -r -F -d 'the configuration'
complete -c mdm-token -n $settings -l now -x -d 'the time to go by'
complete -c mdm-token -n $keygen -l key -x -a 'rsa2048 rsa3072 rsa4096 p256 p384 p521' -d 'kind of the key'
complete -c mdm-token -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-token -l help -d 'show this help and exit'
complete -c mdm-token -l version -d 'show the version and exit'
