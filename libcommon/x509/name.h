#pragma once

#include "core/bytes.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdm::x509 {

/// The DER of the distinguished name that a one-line text "CN=device,O=Example" stands for (RFC
/// 4514): attribute types CN, O, OU, C, ST, L, DC, UID, serialNumber and emailAddress, in any case;
/// `\` escapes. As RFC 4514 2.1 has it, the text begins with what the certificate has last, so
/// "CN=ca,DC=example,DC=com" is the name that Active Directory would write. Fails with malformed
/// on other types, an RDN of several attributes, an empty or over-long value, control characters,
/// what the type cannot hold, and a text without any RDN.
Result<Bytes> parse_name(std::string_view text);

/// A value made fit to stand in such a text: its special characters escaped (RFC 4514 2.4).
std::string escape_name_value(std::string_view value);

/// One attribute of a DER Name. `encoded` is a view into it.
struct NameAttribute {
    std::string type;  ///< object identifier, dotted
    std::string value; ///< UTF-8, whatever the type of the string; empty where it is no string
    bool is_text;      ///< whether it is a string
    ByteView encoded;  ///< DER of the value
    bool joined;       ///< to the attribute before it, in one RDN
};

/// The attributes of a DER Name, in its own order, the reverse of its text's. Fails with malformed
/// when it is not exactly one Name.
Result<std::vector<NameAttribute>> attributes_of(ByteView name);

/// The one-line text of a DER Name (RFC 4514). Types other than those of `parse_name` are written
/// as dotted numbers, their values in hexadecimal. Strings of old types are turned into UTF-8, and
/// control characters are escaped, so that it is fit for a log. Fails with malformed when it is not
/// exactly one Name.
Result<std::string> name_text(ByteView der);

/// Whether the strings of a Name hold only what their types may, but for what Windows writes: `!`
/// and NUL in a PrintableString. Fails with malformed.
Result<void> check_name_strings(ByteView der);

} // namespace mdm::x509
