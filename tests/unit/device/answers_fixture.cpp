#include "answers_fixture.h"

#include "core/base64.h"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

namespace mdm::device::test {

std::string with(std::string text, std::string_view part, std::string_view replacement)
{
    const auto at = text.find(part);
    // Not by a check of Boost.Test, which is for one thread: servers of a load answer on several.
    if (at == std::string::npos)
        throw std::runtime_error("no '" + std::string(part) + "' in the text");
    return text.replace(at, part.size(), replacement);
}

std::string discover_body()
{
    return "<DiscoverResponse "
           "xmlns='http://schemas.microsoft.com/windows/management/2012/01/enrollment'>"
           "<DiscoverResult>"
           "<AuthPolicy>OnPremise</AuthPolicy><EnrollmentVersion>4.0</EnrollmentVersion>"
           "<EnrollmentPolicyServiceUrl>https://mdm.example.com/p</EnrollmentPolicyServiceUrl>"
           "<EnrollmentServiceUrl>https://mdm.example.com/e</EnrollmentServiceUrl>"
           "</DiscoverResult></DiscoverResponse>";
}

std::string policies_body()
{
    constexpr std::string_view policy =
        "<policy><policyOIDReference>1</policyOIDReference><cAs xsi:nil='true'/><attributes>"
        "<commonName>device</commonName><policySchema>3</policySchema><certificateValidity>"
        "<validityPeriodSeconds>31536000</validityPeriodSeconds>"
        "<renewalPeriodSeconds>3628800</renewalPeriodSeconds></certificateValidity>"
        "<permission><enroll>true</enroll><autoEnroll>false</autoEnroll></permission>"
        "<privateKeyAttributes><minimalKeyLength>3072</minimalKeyLength><keySpec xsi:nil='true'/>"
        "<keyUsageProperty xsi:nil='true'/><permissions xsi:nil='true'/>"
        "<algorithmOIDReference xsi:nil='true'/><cryptoProviders xsi:nil='true'/>"
        "</privateKeyAttributes><revision><majorRevision>1</majorRevision>"
        "<minorRevision>0</minorRevision></revision><supersededPolicies xsi:nil='true'/>"
        "<privateKeyFlags xsi:nil='true'/><subjectNameFlags xsi:nil='true'/>"
        "<enrollmentFlags xsi:nil='true'/><generalFlags xsi:nil='true'/>"
        "<hashAlgorithmOIDReference>0</hashAlgorithmOIDReference><rARequirements xsi:nil='true'/>"
        "<keyArchivalAttributes xsi:nil='true'/><extensions xsi:nil='true'/></attributes></policy>";
    return "<GetPoliciesResponse "
           "xmlns='http://schemas.microsoft.com/windows/pki/2009/01/enrollmentpolicy' "
           "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><response><policyID/>"
           "<policyFriendlyName xsi:nil='true'/><nextUpdateHours xsi:nil='true'/>"
           "<policiesNotChanged xsi:nil='true'/><policies>" +
           std::string(policy) +
           "</policies></response><cAs xsi:nil='true'/><oIDs><oID>"
           "<value>2.16.840.1.101.3.4.2.1</value><group>1</group><oIDReferenceID>0</oIDReferenceID>"
           "<defaultName>sha256</defaultName></oID><oID><value>1.2.3</value><group>9</group>"
           "<oIDReferenceID>1</oIDReferenceID><defaultName>device</defaultName></oID></oIDs>"
           "</GetPoliciesResponse>";
}

std::string issue_body(std::string_view document)
{
    return "<RequestSecurityTokenResponseCollection "
           "xmlns='http://docs.oasis-open.org/ws-sx/ws-trust/200512'>"
           "<RequestSecurityTokenResponse><TokenType>http://schemas.microsoft.com/5.0.0.0/"
           "ConfigurationManager/Enrollment/DeviceEnrollmentToken</TokenType><DispositionMessage "
           "xmlns='http://schemas.microsoft.com/windows/pki/2009/01/enrollment'/>"
           "<RequestedSecurityToken><BinarySecurityToken "
           "xmlns='http://docs.oasis-open.org/wss/2004/01/"
           "oasis-200401-wss-wssecurity-secext-1.0.xsd' "
           "ValueType='http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/"
           "DeviceEnrollmentProvisionDoc' EncodingType='http://docs.oasis-open.org/wss/2004/01/"
           "oasis-200401-wss-wssecurity-secext-1.0.xsd#base64binary'>" +
           encode_base64(bytes_of(document)) +
           "</BinarySecurityToken></RequestedSecurityToken><RequestID "
           "xmlns='http://schemas.microsoft.com/windows/pki/2009/01/enrollment'>0</RequestID>"
           "</RequestSecurityTokenResponse></RequestSecurityTokenResponseCollection>";
}

std::string fault_body()
{
    return "<s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode>"
           "<s:Value>s:Authorization</s:Value></s:Subcode></s:Code><s:Reason>"
           "<s:Text xml:lang='en-US'>Too many devices.</s:Text></s:Reason><s:Detail>"
           "<DeviceEnrollmentServiceError "
           "xmlns='http://schemas.microsoft.com/windows/pki/2009/01/enrollment'>"
           "<ErrorType>DeviceCapReached</ErrorType><Message>five is the limit</Message>"
           "<TraceId>trace-7</TraceId></DeviceEnrollmentServiceError></s:Detail></s:Fault>";
}

std::string envelope(std::string_view action, std::string_view relates_to, std::string_view body)
{
    return "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' "
           "xmlns:a='http://www.w3.org/2005/08/addressing'><s:Header>"
           "<a:Action s:mustUnderstand='1'>" +
           std::string(action) + "</a:Action><a:RelatesTo>" + std::string(relates_to) +
           "</a:RelatesTo><o:Security s:mustUnderstand='1' "
           "xmlns:o='http://docs.oasis-open.org/wss/2004/01/"
           "oasis-200401-wss-wssecurity-secext-1.0.xsd'><u:Timestamp "
           "xmlns:u='http://docs.oasis-open.org/wss/2004/01/"
           "oasis-200401-wss-wssecurity-utility-1.0.xsd' u:Id='_0'>"
           "<u:Created>2026-11-23T08:00:00.000Z</u:Created>"
           "<u:Expires>2026-11-23T08:05:00.000Z</u:Expires></u:Timestamp></o:Security></s:Header>"
           "<s:Body>" +
           std::string(body) + "</s:Body></s:Envelope>";
}

HttpAnswer answer(std::string body, int status)
{
    HttpAnswer answer;
    answer.status = status;
    answer.content_type = "application/soap+xml; charset=utf-8";
    answer.content_length = std::to_string(body.size());
    answer.body = std::move(body);
    return answer;
}

soap::Envelope read(const std::string& text)
{
    auto envelope = soap::parse_envelope(bytes_of(text));
    BOOST_REQUIRE_MESSAGE(envelope, (envelope ? "" : envelope.error().message));
    return std::move(*envelope);
}

std::vector<std::string> findings(const Step& step)
{
    std::vector<std::string> messages;
    for (const Error& finding : step.findings)
        messages.push_back(finding.message);
    return messages;
}

} // namespace mdm::device::test
