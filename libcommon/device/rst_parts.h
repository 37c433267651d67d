#pragma once

#include "device/device.h"
#include "device/message.h"
#include "device/type_uri.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdm::device {

/// What a RequestSecurityToken is about.
struct RstContent {
    std::string_view request_type; ///< a URI
    std::string_view value_type;   ///< of the BinarySecurityToken, a URI
    std::string encoded;           ///< what it holds: base64 on one line
    std::string_view token_type = type_uri::enrollment_token;
};

/// Finishes a message whose body is a RequestSecurityToken: TokenType, RequestType, the
/// BinarySecurityToken, wrapped as the style has it, and AdditionalContext, which a plain client
/// that has no items leaves out.
std::string write_rst(Message& message, const RstContent& content,
                      const std::vector<ContextItem>& items, const Style& style);

} // namespace mdm::device
