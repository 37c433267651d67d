#pragma once

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

} // namespace mdm::wstep
