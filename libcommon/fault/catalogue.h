#pragma once

#include "core/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mdm::fault {

/// The subcodes of MS-MDE2 2.2.10, table 1. s:Code says Receiver for all of them, as published
/// samples do, but Sender for InvalidSecurity.
enum class Subcode {
    message_format,
    authentication,
    authorization,
    certificate_request,
    enrollment_server,
    internal_service_fault,
    invalid_security,
};

/// The ErrorType values of DeviceEnrollmentServiceError, MS-MDE2 2.2.10, table 2.
enum class ErrorType {
    device_cap_reached,
    device_not_supported,
    not_supported,
    not_eligible_to_renew,
    in_maintenance,
    user_license,
    invalid_enrollment_data,
    custom_server_error,
};

/// How a code comes about. A server can write the first two; the others are for explaining.
enum class Origin {
    subcode,      ///< the device read this subcode
    error_type,   ///< the device read this ErrorType
    client,       ///< the device found it out by itself
    windows_8_1,  ///< a number of Windows 8.1, which mirrors another
    registration, ///< joining a directory, beside enrollment
    http,         ///< an HTTP status without SOAP: 0x80190000 and the status
};

/// One row of the catalogue. All texts live as long as the program.
struct Code {
    std::uint32_t hresult; ///< 0x80180001
    std::string_view name; ///< "MENROLL_E_DEVICE_MESSAGE_FORMAT_ERROR"; empty: has none
    std::string_view word; ///< "MessageFormat": subcode or ErrorType; empty for the others
    Origin origin;
    std::string_view meaning;     ///< what happened, one sentence
    std::string_view advice;      ///< what to do about it, one sentence
    std::string_view alias = {};  ///< a second spelling of the name that occurs; empty for most
    std::string_view reason = {}; ///< the default text of a fault; empty where none can be written
    std::optional<Subcode> subcode = {}; ///< of a subcode row; for an ErrorType row, the subcode
                                         ///< that it goes out with unless another is given
    std::optional<ErrorType> error_type = {};
};

/// All rows by HRESULT: those of MS-MDE2 2.2.10, of mdmregistration.h and of directory joins. HTTP
/// statuses are not among them, only `find_code` knows those.
std::span<const Code> catalogue();

/// Finds a code by name or word (any case, with or without the MENROLL_E_ prefix), hexadecimal
/// HRESULT with or without 0x, or decimal, signed or unsigned. Nothing where there is none.
std::optional<Code> find_code(std::string_view text);
std::optional<Code> find_code(std::uint32_t hresult);

/// The same; fails with usage where there is none.
Result<Code> code_from(const std::string& text);

/// The HTTP status that a code stands for; nothing for a code that stands for none.
std::optional<int> http_status_of(std::uint32_t hresult);

const Code& code_of(Subcode subcode);
const Code& code_of(ErrorType error_type);

/// "MessageFormat", "DeviceCapReached"; and back, in any case. Nothing for another word.
std::string_view to_text(Subcode subcode);
std::string_view to_text(ErrorType error_type);
std::optional<Subcode> subcode_from(std::string_view word);
std::optional<ErrorType> error_type_from(std::string_view word);

/// "subcode", "error_type", "client", "windows_8_1", "registration", "http".
std::string_view to_text(Origin origin);

} // namespace mdm::fault
