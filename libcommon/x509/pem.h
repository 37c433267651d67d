#pragma once

#include "core/bytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace mdm::x509 {

/// One block of a PEM text (RFC 7468): "-----BEGIN LABEL-----", base64, "-----END LABEL-----".
struct PemBlock {
    std::string_view label;
    std::string_view body; ///< what stands between the two lines
    std::string_view rest; ///< what follows the block
};

/// The first block of a text; what stands before it is passed over. Nothing where there is none.
/// Fails with malformed on a block that does not end.
Result<std::optional<PemBlock>> find_pem_block(std::string_view text);

/// The text of one block, lines of 64 characters, ending in a line feed.
std::string to_pem_block(std::string_view label, ByteView der);

} // namespace mdm::x509
