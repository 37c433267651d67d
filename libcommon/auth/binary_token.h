#pragma once

#include "core/secret.h"
#include "xml/element.h"

namespace mdm::auth {

/// Reads the token of a federated sign-in from the one BinarySecurityToken of a wsse:Security
/// element (MS-MDE2 3.3.4.1.1.1): ValueType DeviceEnrollmentUserToken, or the type of Entra's
/// tokens, or none; the text is what the device was given, in base64 that may be wrapped and of
/// either alphabet. A token that was given to the device in base64 comes in base64 twice, and is
/// read too. Nothing of the token is checked. Fails with malformed on what is missing, twice there,
/// too long, of another type or not base64; no message shows the token.
Result<Secret> parse_binary_token(const xml::Element& security);

} // namespace mdm::auth
