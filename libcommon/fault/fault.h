#pragma once

#include "fault/catalogue.h"

#include <cstdint>
#include <optional>
#include <string>

namespace mdm::fault {

/// A request's refusal, as the device and the record are told. The texts go to people outside: no
/// path, no secret, nothing about the inside of the server.
struct Fault {
    Subcode subcode = Subcode::internal_service_fault;
    std::optional<ErrorType> error_type = {};
    std::string reason = {};        ///< one short sentence a person can act on; empty: the default
    std::string language = "en-US"; ///< of `reason`, RFC 5646
    std::string message = {};       ///< of the detail; empty: the reason
    std::string trace_id = {};
    /// There where the client is a plain WSTEP client: CertificateEnrollmentWSDetail is the detail
    /// (MS-WSTEP 3.1.4.1.3.7), which has no TraceId; the reason then ends in it.
    struct Plain {
        std::string request_id = {}; ///< the RequestID of the request; empty: it has none
        bool denied = false;         ///< whether somebody denied it
    };
    std::optional<Plain> plain = {};
};

/// CERTSRV_E_ADMIN_DENIED_REQUEST (MS-ERREF 2.1.1): the ErrorCode of a request that was denied.
constexpr std::uint32_t denied_by_hand = 0x80094014;

/// The fault of a code, under its default text (see find_code). `subcode` replaces the one that an
/// ErrorType goes out with. Fails with usage when there is no such code, when it is the code of no
/// fault, and when a subcode is given beside a subcode.
Result<Fault> fault_from(const std::string& code, const std::optional<std::string>& subcode = {});

/// Whether a text is a language tag by its form: "en", "de-CH" (RFC 5646 2.1).
bool is_language_tag(std::string_view text);

/// The refusal of a step that failed: the error's message and clause become the reason, cleaned and
/// cut to 300 bytes. Errors of the environment and of the command line are not told to the device:
/// their reason is `outside`, and the log has the rest.
Fault refuse(
    Subcode subcode, const Error& error,
    std::string_view outside =
        "The server could not do this just now: try again later, or tell your administrator "
        "the trace id.");

/// What an envelope needs beside the fault.
struct Exchange {
    std::optional<std::string> relates_to = {};  ///< the request's MessageID
    std::optional<std::string> activity_id = {}; ///< the request's; the trace id where it has none
};

/// A SOAP 1.2 envelope with the fault, element names in the case of MS-WSTEP 4.1.4.2, behind an XML
/// declaration. There is always a DeviceEnrollmentServiceError detail, so that the TraceId goes
/// out; without an ErrorType of its own it repeats the subcode, as live services do. A plain client
/// gets its own detail in its place: the HRESULT of the ErrorType or subcode as ErrorCode, and
/// InvalidRequest for CertificateRequest, which is the issuer's no.
std::string to_xml(const Fault& fault, const Exchange& exchange);

} // namespace mdm::fault
