#pragma once

#include "core/result.h"

#include <string>
#include <string_view>

namespace mdm::device {

/// Which prefixes the names of a message have. They mean nothing (Namespaces in XML 1.0, 2.1), so a
/// server that minds them is wrong.
enum class Prefixes {
    usual,    ///< s, a, u, wsse, wst, ac, and default namespaces in the body, as devices send
    numbered, ///< n1, n2, ...: one for every namespace
};

/// Where ValueType, EncodingType and the Type of a Password stand: published messages have all of
/// these.
enum class Attributes {
    captured,  ///< Type in the namespace of its element, the others in none, as devices send
    qualified, ///< all of them in the namespace of WS-Security
    plain,     ///< none of them in a namespace, as the schema of WS-Security says
};

/// How a base64 value is broken into lines of 64 characters.
enum class Wrapping { none, lf, crlf };

/// Differences between messages that mean the same.
struct Style {
    Prefixes prefixes = Prefixes::usual;
    Attributes attributes = Attributes::captured;
    Wrapping wrapping = Wrapping::none;
    bool soap11 = false; ///< a SOAP 1.1 envelope, which a published sample has
};

/// "usual", "numbered"; "captured", "qualified", "plain"; "lf", "crlf". Fails with usage.
Result<Prefixes> prefixes_from(std::string_view word);
Result<Attributes> attributes_from(std::string_view word);
Result<Wrapping> wrapping_from(std::string_view word);

/// How a message becomes bytes.
enum class Encoding {
    utf8,
    utf8_bom, ///< behind a byte order mark
    utf16,    ///< little-endian, behind a byte order mark and a declaration
};

/// The bytes of a message that has no XML declaration, given in UTF-8.
std::string encode(std::string_view message, Encoding encoding);

} // namespace mdm::device
