# fish completion for mdm-provision

complete -c mdm-provision -f
complete -c mdm-provision -l config -r -F -d 'configuration'
complete -c mdm-provision -l doc -d 'write the bare document'
complete -c mdm-provision -l cert -r -F -d 'write the document for this certificate'
complete -c mdm-provision -l chain -r -F -d 'certificates above it'
complete -c mdm-provision -l user -x -d 'the user it is for'
complete -c mdm-provision -l device -x -d 'the DeviceID'
complete -c mdm-provision -l device-name -x -d 'the DeviceName'
complete -c mdm-provision -l enrollment-type -x -a 'Full Device' -d 'the EnrollmentType'
complete -c mdm-provision -l renewal -d 'the small document of a renewal'
complete -c mdm-provision -l cgi -d 'answer a web server'
complete -c mdm-provision -l trace-id -x -d 'trace id'
complete -c mdm-provision -l seed -x -d 'draw random values from a text'
complete -c mdm-provision -l now -x -d 'the time to go by'
complete -c mdm-provision -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-provision -l help -d 'show this help and exit'
complete -c mdm-provision -l version -d 'show the version and exit'
