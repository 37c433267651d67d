#pragma once

#include "core/bytes.h"
#include "device/device.h"
#include "device/message.h"

#include <optional>
#include <string>
#include <vector>

namespace mdm::device {

/// How a PKCS #7 message stands in a renewal: devices differ in both.
struct RenewalForm {
    /// The ValueType: PKCS7 of WS-Security (MS-MDE2 3.5.4.1.1.1) or of MS-WSTEP's namespace
    /// (MS-MDE 3.5.4.1.1.1).
    enum class ValueType { secext, enrollment };
    ValueType value_type = ValueType::secext;
    bool twice = false; ///< the base64 text in base64 once more, as manual renewals have it
};

/// "secext", "enrollment". Fails with usage.
Result<RenewalForm::ValueType> renewal_value_type_from(std::string_view word);

/// A RequestSecurityToken of type Renew (MS-MDE2 3.5.4.1.1.1) with a PKCS #7 message, one line of
/// UTF-8 without a declaration. Without credentials there is no Security header; a device that TLS
/// knows sends one with an empty password. It may hold a password or a token: wipe it after use.
std::string renew_request(const std::optional<Credentials>& credentials, ByteView message,
                          const RenewalForm& form, const std::vector<ContextItem>& items,
                          const Header& header, const Style& style = {});

} // namespace mdm::device
