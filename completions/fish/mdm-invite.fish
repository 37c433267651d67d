# fish completion for mdm-invite

set -l commands link qr page reg
set -l none "not __fish_seen_subcommand_from $commands"
set -l link '__fish_seen_subcommand_from link qr page'
set -l qr '__fish_seen_subcommand_from qr'
set -l page '__fish_seen_subcommand_from page'
set -l reg '__fish_seen_subcommand_from reg'

complete -c mdm-invite -f
complete -c mdm-invite -n $none -a link -d 'write the link that begins enrollment'
complete -c mdm-invite -n $none -a qr -d 'write the link as a QR code'
complete -c mdm-invite -n $none -a page -d 'write a page for a user'
complete -c mdm-invite -n $none -a reg -d 'write a .reg file'
complete -c mdm-invite -n $link -l mode -x -a 'mdm awa aadj' -d 'what the link begins'
complete -c mdm-invite -n $link -l user -x -d 'who enrolls'
complete -c mdm-invite -n $link -l server -x -d 'the server'
complete -c mdm-invite -n $link -l access-token-file -r -F -d 'a token that is passed on'
complete -c mdm-invite -n $link -l device-id -x -d 'an id of the device'
complete -c mdm-invite -n $link -l tenant -x -d 'an id of the organisation'
complete -c mdm-invite -n $link -l ownership -x -a 'unknown personal corporate' -d 'whose it is'
complete -c mdm-invite -n $qr -l format -x -a 'terminal text svg png' -d 'form of the code'
complete -c mdm-invite -n $qr -l scale -x -d 'pixels of a module'
complete -c mdm-invite -n $page -l language -x -a 'en de' -d 'language of the page'
complete -c mdm-invite -n $page -l config -r -F -d 'the configuration'
complete -c mdm-invite -n $reg -a 'forbid allow auto-enroll-user auto-enroll-device no-auto-enroll'
complete -c mdm-invite -n $reg -l application-id -x -d 'which application enrolls'
complete -c mdm-invite -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-invite -l help -d 'show this help and exit'
complete -c mdm-invite -l version -d 'show the version and exit'
