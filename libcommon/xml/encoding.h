#pragma once

#include "core/bytes.h"

#include <string>

namespace mdm::xml {

enum class Encoding { utf8, utf16 };

/// A document as the scanner reads it.
struct Text {
    std::string utf8; ///< without byte order mark; every line ends in LF (XML 1.0, 2.11)
    Encoding encoding = Encoding::utf8; ///< what the bytes were
};

/// Decodes UTF-8, and UTF-16 of either byte order where a byte order mark or the first character
/// tells it (XML 1.0, F.1). Fails with malformed on bytes that are not such text and on characters
/// that XML does not allow (XML 1.0, 2.2); the message says the line.
Result<Text> decode(ByteView input);

} // namespace mdm::xml
