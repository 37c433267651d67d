#pragma once

#include "fault/catalogue.h"

namespace mdm::fault {

/// The parts of the catalogue, each by HRESULT.
std::span<const Code> server_codes();       ///< what a server can write
std::span<const Code> client_codes();       ///< what a device finds out by itself
std::span<const Code> windows_8_1_codes();  ///< the numbers of Windows 8.1 that have names
std::span<const Code> registration_codes(); ///< of joining a directory

/// An HTTP status that has a name in winerror.h.
struct HttpStatus {
    int status;
    std::string_view name;
};
std::span<const HttpStatus> named_http_statuses();

} // namespace mdm::fault
