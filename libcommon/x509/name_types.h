#pragma once

#include "x509/der.h"

#include <string_view>

namespace mdm::x509 {

/// An attribute type that names here are made of.
struct NameType {
    std::string_view name;
    std::string_view oid;
    der::Tag tag;      ///< in which it is written (RFC 5280 4.1.2.4 and appendix A)
    std::size_t limit; ///< characters (RFC 5280 appendix A.1, ub-...)
};
inline constexpr NameType name_types[] = {
    {"CN", "2.5.4.3", der::utf8_string, 64},
    {"O", "2.5.4.10", der::utf8_string, 64},
    {"OU", "2.5.4.11", der::utf8_string, 64},
    {"C", "2.5.4.6", der::printable_string, 2},
    {"ST", "2.5.4.8", der::utf8_string, 128},
    {"L", "2.5.4.7", der::utf8_string, 128},
    {"DC", "0.9.2342.19200300.100.1.25", der::ia5_string, 63},
    {"UID", "0.9.2342.19200300.100.1.1", der::utf8_string, 256},
    {"serialNumber", "2.5.4.5", der::printable_string, 64},
    {"emailAddress", "1.2.840.113549.1.9.1", der::ia5_string, 255},
};

/// Whether a text may stand in a PrintableString, in an IA5String (X.680 41).
bool is_printable_string(std::string_view text);
bool is_ascii(std::string_view text);

} // namespace mdm::x509
