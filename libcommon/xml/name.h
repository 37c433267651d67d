#pragma once

#include <string>
#include <string_view>

namespace mdm::xml {

/// An expanded name: namespace URI (empty for none) and local name. Prefixes never take part
/// (Namespaces in XML 1.0, 2.1).
struct Name {
    std::string_view space;
    std::string_view local;

    friend bool operator==(const Name&, const Name&) = default;
};

/// The namespaces of the protocol.
namespace ns {
constexpr std::string_view soap12 = "http://www.w3.org/2003/05/soap-envelope";
constexpr std::string_view soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr std::string_view addressing = "http://www.w3.org/2005/08/addressing";
constexpr std::string_view utility =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
constexpr std::string_view secext =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
constexpr std::string_view trust = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";
constexpr std::string_view authorization = "http://schemas.xmlsoap.org/ws/2006/12/authorization";
constexpr std::string_view discovery =
    "http://schemas.microsoft.com/windows/management/2012/01/enrollment";
constexpr std::string_view policy =
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollmentpolicy";
constexpr std::string_view enrollment =
    "http://schemas.microsoft.com/windows/pki/2009/01/enrollment";
constexpr std::string_view signature = "http://www.w3.org/2000/09/xmldsig#";
constexpr std::string_view instance = "http://www.w3.org/2001/XMLSchema-instance";
constexpr std::string_view diagnostics =
    "http://schemas.microsoft.com/2004/09/ServiceModel/Diagnostics";
constexpr std::string_view dispatcher =
    "http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher";
} // namespace ns

/// "{space}local", or "local" for a name in no namespace, as error messages spell it.
std::string to_text(const Name& name);

} // namespace mdm::xml
