#pragma once

#include "core/result.h"
#include "ossl/handles.h"

#include <string>
#include <string_view>

namespace mdm::x509 {

/// Builds a distinguished name from its one-line text "CN=device,O=Example" (RFC 4514): attribute
/// types CN, O, OU, C, ST, L, DC, UID, serialNumber and emailAddress, in any case; `\` escapes.
/// The RDNs go into the certificate in the order in which they are written. Fails with malformed on
/// other types, an empty value, control characters, or a text without any RDN.
Result<ossl::Name> parse_name(std::string_view text);

/// A value made fit to stand in such a text: its special characters escaped (RFC 4514 2.4).
std::string escape_name_value(std::string_view value);

} // namespace mdm::x509
