# fish completion for mdm-ca-init

set -l types rsa2048 rsa3072 rsa4096 p256 p384 p521

complete -c mdm-ca-init -f -a '(__fish_complete_directories)'
complete -c mdm-ca-init -l name -x -d 'what the names of the two begin with'
complete -c mdm-ca-init -l key -x -a "$types" -d 'type of the keys'
complete -c mdm-ca-init -l root-key -x -a "$types" -d 'type of the key of the root'
complete -c mdm-ca-init -l passphrase -x -a 'file: fd: command:' -d 'where the passphrase is to be had'
complete -c mdm-ca-init -l root-passphrase -x -a 'file: fd: command:' -d 'that of the key of the root'
complete -c mdm-ca-init -l token-key -x -a 'pkcs11:' -d 'URI of the key of the issuing authority'
complete -c mdm-ca-init -l module -r -F -d 'PKCS #11 library of the token'
complete -c mdm-ca-init -l pin -x -a 'file: fd: command:' -d 'where the PIN is to be had'
complete -c mdm-ca-init -l below -x -a '(__fish_complete_directories)' -d 'directory with its root'
complete -c mdm-ca-init -l days -x -d 'life of the issuing authority'
complete -c mdm-ca-init -l root-days -x -d 'life of the root'
complete -c mdm-ca-init -l serial -x -d 'serial number of the issuing authority'
complete -c mdm-ca-init -l root-serial -x -d 'serial number of the root'
complete -c mdm-ca-init -l now -x -d 'the time to go by'
complete -c mdm-ca-init -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-ca-init -l help -d 'show this help and exit'
complete -c mdm-ca-init -l version -d 'show the version and exit'
