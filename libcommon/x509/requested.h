#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <string>
#include <utility>
#include <vector>

namespace mdm::x509 {

/// What a request says of itself: the word of whoever made it, and nothing that was proved. The
/// server decides what a certificate says, so this is read only where a profile names a field.
struct Requested {
    std::vector<std::string> common_names; ///< of the subject, as text
    std::vector<std::string> dns;          ///< of the requested subjectAltName
    std::vector<std::string> email;
    std::vector<std::string> upn;
    std::vector<std::string> uri;
    /// Requested extensions: dotted OID and the octets of extnValue.
    std::vector<std::pair<std::string, Bytes>> extensions;

    /// The octets of one of them; nothing where it was not requested.
    [[nodiscard]] const Bytes* find_extension(const std::string& oid) const;
};

/// Reads it from a request that `parse_request` has taken. Fails with malformed on a subjectAltName
/// that is not well formed, and on names with control characters.
Result<Requested> parse_requested(ByteView der);

} // namespace mdm::x509
