#pragma once

#include "core/bytes.h"

#include <span>
#include <string>
#include <string_view>

namespace mdm::x509 {

/// Where a certificate says whose it is.
enum class OwnerSource {
    upn,         ///< the user principal name, an otherName of its SAN (1.3.6.1.4.1.311.20.2.3)
    email,       ///< the rfc822Name of its SAN
    common_name, ///< the CN of its subject
};

/// "upn", "email", "cn". Fails with usage.
Result<OwnerSource> owner_source_from(std::string_view word);

/// The name of the user that a DER certificate is for, UTF-8: from the first of the sources that
/// the certificate has. Fails with refused when it has none of them, when that one occurs twice
/// with different values, and when the value is empty, longer than 256 bytes or holds a control
/// character; with malformed when it is no certificate.
Result<std::string> owner_of(ByteView certificate, std::span<const OwnerSource> sources);

} // namespace mdm::x509
