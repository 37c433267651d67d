#pragma once

#include "fault/catalogue.h"
#include "xml/element.h"

#include <optional>
#include <string>

namespace mdm::device {

/// A SOAP fault as a device reads it. The texts are the server's, made printable.
struct ServerFault {
    std::string code;       ///< local name: "Receiver"
    std::string subcode;    ///< local name: "Authorization"
    std::string error_type; ///< "DeviceCapReached"; empty where there is no detail
    std::string reason;
    std::string message; ///< of the detail
    std::string trace_id;
    /// What the device makes of it: the row of the ErrorType, else of the subcode, else none.
    const fault::Code* meaning = nullptr;
};

/// Reads a Fault element of SOAP 1.2 or 1.1. Names are compared without case and namespace, since
/// servers copy the lower-case example of MS-MDE2 2.2.10. Nothing where `body` is not
/// a Fault.
std::optional<ServerFault> find_server_fault(const xml::Element& body);

/// "Authorization, DeviceCapReached (MENROLL_E_DEVICECAPREACHED, 0x80180013): reason; trace id ID".
std::string to_text(const ServerFault& fault);

/// "0x80180013".
std::string hresult_text(std::uint32_t hresult);

} // namespace mdm::device
