#pragma once

#include "core/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mdm::fault {

/// Who is told to be at fault in s:Code: the subcodes of a device's message say Receiver too, as
/// every published sample does, but InvalidSecurity says Sender (spec 06, 1 and 2).
///
/// The subcodes of MS-MDE2 2.2.10, table 1.
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

/// How a code comes about: which kinds `mdm-fault` can write, and which it can only explain.
enum class Origin { subcode, error_type, client, registration };

/// One row of the catalogue: every code of spec 06, sections 2, 3 and 5.
struct Code {
    std::uint32_t hresult;        ///< 0x80180001
    std::string_view name;        ///< "MENROLL_E_DEVICE_MESSAGE_FORMAT_ERROR"
    std::string_view word;        ///< "MessageFormat": subcode or ErrorType; empty for client codes
    Origin origin;
    std::string_view meaning;     ///< what happened, one sentence
    std::string_view advice;      ///< what to do about it, one sentence
    std::string_view alias = {};  ///< a second spelling of the name that occurs; empty for most
    std::string_view reason = {}; ///< the default text of a fault; empty for client codes
    std::optional<Subcode> subcode = {}; ///< of a subcode row; for an ErrorType row, the subcode
                                         ///< that it goes out with unless another is given
    std::optional<ErrorType> error_type = {};
};

/// All rows, by HRESULT.
std::span<const Code> catalogue();

/// Finds a row by name or word (any case, with or without the MENROLL_E_ prefix), hexadecimal
/// HRESULT with or without 0x, or decimal, signed or unsigned. Nothing where no row has it.
const Code* find_code(std::string_view text);

const Code& code_of(Subcode subcode);
const Code& code_of(ErrorType error_type);

/// "MessageFormat", "DeviceCapReached"; and back, in any case. Nothing for another word.
std::string_view to_text(Subcode subcode);
std::string_view to_text(ErrorType error_type);
std::optional<Subcode> subcode_from(std::string_view word);
std::optional<ErrorType> error_type_from(std::string_view word);

} // namespace mdm::fault
