#pragma once

#include <string_view>

/// The values of a:Action (MS-MDE2 3.1.4.1, MS-XCEP 3.1.4.1, MS-WSTEP 3.1.4.2).
namespace mdm::soap::action {

constexpr std::string_view discover =
    "http://schemas.microsoft.com/windows/management/2012/01/enrollment/IDiscoveryService/Discover";
constexpr std::string_view discover_response =
    "http://schemas.microsoft.com/windows/management/2012/01/enrollment/IDiscoveryService/"
    "DiscoverResponse";
constexpr std::string_view get_policies =
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollmentpolicy/IPolicy/GetPolicies";
constexpr std::string_view get_policies_response =
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollmentpolicy/IPolicy/GetPoliciesResponse";
constexpr std::string_view request_security_token =
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollment/RST/wstep";
constexpr std::string_view request_security_token_response =
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollment/RSTRC/wstep";
constexpr std::string_view dispatcher_fault =
    "http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher/fault";

} // namespace mdm::soap::action
