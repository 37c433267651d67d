# A configuration, and the Discover of a device with one child of `request` taken out, or others in
# its place.
cat > enrollkit.toml <<END
[service]
auth_policies = ["OnPremise"]
policy_url = "https://mdm.example.com/Policy.svc"
enrollment_url = "https://mdm.example.com/Enrollment.svc?a=1&b=2"
[onpremise]
password_file = "passwords"
END
export ENROLLKIT_CONFIG=enrollkit.toml
space=http://schemas.microsoft.com/windows/management/2012/01/enrollment
action=$space/IDiscoveryService/Discover

# discover [CHILDREN [HEADER]]
discover() {
    local header="<a:Action s:mustUnderstand='1'>$action</a:Action>"
    header+='<a:MessageID>urn:uuid:7</a:MessageID>'
    [ $# -lt 2 ] || header=$2
    cat <<END
<?xml version="1.0" encoding="utf-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
    xmlns:a="http://www.w3.org/2005/08/addressing">
  <s:Header>
    $header
  </s:Header>
  <s:Body><Discover xmlns="$space"><request>
    ${1-$(children)}
  </request></Discover></s:Body>
</s:Envelope>
END
}

children() {
    cat <<END
<EmailAddress>alice@example.com</EmailAddress><RequestVersion>${1-9.0}</RequestVersion>
    <DeviceType>CIMClient_Windows</DeviceType><ApplicationVersion>10.0.26200.1</ApplicationVersion>
    <OSEdition>4</OSEdition>
    <AuthPolicies><AuthPolicy>${2-OnPremise}</AuthPolicy></AuthPolicies>
END
}

# What is left of an answer: the AuthPolicy and version, or the fault, with the trace id.
brief() {
    xmllint --xpath 'concat(//*[local-name() = "AuthPolicy"], " ",
        //*[local-name() = "EnrollmentVersion"], " ", //*[local-name() = "Subcode"], " ",
        //*[local-name() = "Text"], " ", //*[local-name() = "TraceId"])' - | sed 's/^ *//; s/ *$//'
}
