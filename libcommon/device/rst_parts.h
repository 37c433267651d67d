#pragma once

#include "device/device.h"
#include "device/message.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdm::device {

/// What a RequestSecurityToken is about.
struct RstContent {
    std::string_view request_type; ///< a URI
    std::string_view value_type;   ///< of the BinarySecurityToken, a URI
    std::string encoded;           ///< what it holds: base64 on one line
};

/// Finishes a message whose body is a RequestSecurityToken: TokenType, RequestType, the
/// BinarySecurityToken, wrapped as the style has it, and AdditionalContext.
std::string write_rst(Message& message, const RstContent& content,
                      const std::vector<ContextItem>& items, const Style& style);

} // namespace mdm::device
