#pragma once

#include <string>
#include <string_view>

namespace mdm::ldap {

/// A value as it stands in a search filter: what means something there, and every byte that is not
/// printable ASCII, becomes a backslash and two hexadecimal digits (RFC 4515 3).
std::string escape_filter_value(std::string_view value);

} // namespace mdm::ldap
