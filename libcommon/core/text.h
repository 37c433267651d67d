#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mdm {

/// The text without the XML white space at both ends: space, tab, carriage return, line feed.
std::string_view trim(std::string_view text);

/// ASCII case only, whatever the locale.
std::string to_lower(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);

/// The pieces between the separators; one piece for an empty text.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Whether the bytes are UTF-8 as Unicode defines it: no overlong form, no surrogate, nothing above
/// U+10FFFF (RFC 3629 3).
bool is_utf8(std::string_view text);

/// A text from outside made fit for one line that a person reads: control characters, line breaks
/// included, and bytes that are not UTF-8 become `?`, and what exceeds `limit` bytes is cut at a
/// character and ends in "...".
std::string printable(std::string_view text, std::size_t limit = 256);

} // namespace mdm
