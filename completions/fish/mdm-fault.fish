# fish completion for mdm-fault

function __mdm_fault_words
    mdm-fault --list 2>/dev/null | awk -v origin=$argv[1] '$2 ~ origin { print $3 == "-" ? $4 : $3 }'
end

complete -c mdm-fault -f
complete -c mdm-fault -a '(__mdm_fault_words "^(subcode|error_type)")'
complete -c mdm-fault -l reason -x -d 'what the user is told'
complete -c mdm-fault -l message -x -d 'Message of the detail'
complete -c mdm-fault -l language -x -d 'language of the reason'
complete -c mdm-fault -l subcode -x -a '(__mdm_fault_words "^subcode")' -d 'subcode of an ErrorType'
complete -c mdm-fault -l relates-to -x -d 'MessageID of the request'
complete -c mdm-fault -l activity-id -x -d 'ActivityId of the request'
complete -c mdm-fault -l trace-id -x -d 'trace id'
complete -c mdm-fault -l plain -d 'write the detail that plain WSTEP clients read'
complete -c mdm-fault -l request-id -x -d 'RequestID of the request'
complete -c mdm-fault -l denied -d 'somebody denied the request'
complete -c mdm-fault -l log -x -d 'what the log is told'
complete -c mdm-fault -l config -r -F -d 'the configuration'
complete -c mdm-fault -l record -d 'write what records bear'
complete -c mdm-fault -l cgi -d 'answer a web server'
complete -c mdm-fault -l status -x -a '200 400 500 503' -d 'HTTP status of a fault'
complete -c mdm-fault -l list -d 'list all codes'
complete -c mdm-fault -l explain -x -a '(__mdm_fault_words .)' -d 'tell what a code means'
complete -c mdm-fault -l json -d 'write JSON'
complete -c mdm-fault -l log-format -x -a 'text json' -d 'how messages are written'
complete -c mdm-fault -l help -d 'show this help and exit'
complete -c mdm-fault -l version -d 'show the version and exit'
