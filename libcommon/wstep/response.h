#pragma once

#include "core/bytes.h"
#include "core/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace mdm::wstep {

/// What a response needs of its request.
struct Exchange {
    std::optional<std::string> relates_to = {};  ///< the request's MessageID
    std::optional<std::string> activity_id = {}; ///< the request's, or the trace id
    Time now;                                    ///< of the header's Timestamp
};

/// A RequestSecurityTokenResponseCollection that carries a provisioning document, behind an XML
/// declaration (MS-MDE2 3.4.4.1.1.2). `document` is the wap-provisioningdoc as UTF-8
/// text; it goes out as base64 on one line.
std::string provisioning_response(std::string_view document, const Exchange& exchange);

/// What a plain WSTEP client is told of its request.
struct Disposition {
    std::string language;   ///< of the DispositionMessage, RFC 5646
    std::string request_id; ///< whole number
};

/// A RequestSecurityTokenResponseCollection that carries a certificate (MS-WSTEP 3.1.4.1.3.4):
/// `full_response` is the DER of a full PKI response, and `certificate` that of the certificate.
std::string certificate_response(ByteView certificate, ByteView full_response,
                                 const Disposition& disposition, const Exchange& exchange);

/// One that says that somebody has to approve the request. `url` is where the client asks what
/// became of it.
std::string pending_response(std::string_view url, const Disposition& disposition,
                             const Exchange& exchange);

} // namespace mdm::wstep
