#pragma once

#include "core/result.h"
#include "provisioning/node.h"
#include "x509/certificate.h"

#include <string>
#include <string_view>

namespace mdm::provisioning {

/// The subject of a certificate as CertStrToName of Windows reads it: RDNs in the order of the
/// certificate, values in double quotes where they hold special characters, and attribute types
/// without a short name as OIDs. Fails with malformed on a value that is no text.
Result<std::string> x500_subject(const x509::Certificate& certificate);

/// SSLCLIENTCERTSEARCHCRITERIA for a certificate in My/User or My/System:
/// "Subject=CN%3Ddevice&Stores=My%5CUser". Escaped is all that is not unreserved in RFC 2396 2.3,
/// with upper-case digits.
Result<std::string> search_criteria(const x509::Certificate& leaf, Store store);

/// Whether criteria find the certificate in its store. They are read with either case of digits,
/// with commas escaped or not; unknown names are passed over, as a device does. Fails with
/// malformed.
Result<void> check_criteria(std::string_view criteria, const x509::Certificate& leaf, Store store);

} // namespace mdm::provisioning
