# fish completion for enrollkit-setup

complete -c enrollkit-setup -f
complete -c enrollkit-setup -l host -x -d 'name of the service'
complete -c enrollkit-setup -l server -x -a 'nginx apache lighttpd none' -d 'the web server'
complete -c enrollkit-setup -l user -x -d 'the first user'
complete -c enrollkit-setup -l password-file -r -F -d 'the password of the first user'
complete -c enrollkit-setup -l organisation -x -d 'whose service it is'
complete -c enrollkit-setup -l address -x -d 'the management server'
complete -c enrollkit-setup -l tls-certificate -r -F -d 'certificate of the web server'
complete -c enrollkit-setup -l tls-key -r -F -d 'its key'
complete -c enrollkit-setup -l self-signed -d 'make a TLS certificate for a trial'
complete -c enrollkit-setup -l port -x -d 'of the web server'
complete -c enrollkit-setup -l root -r -F -d 'do all that below a folder'
complete -c enrollkit-setup -l yes -d 'ask nothing'
complete -c enrollkit-setup -l help -d 'show this help and exit'
complete -c enrollkit-setup -l version -d 'show the version and exit'
