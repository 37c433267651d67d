#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mdm::xml {

/// One character of UTF-8 text and how many bytes it takes.
struct Character {
    char32_t code = 0;
    std::size_t length = 0; ///< 0 where the bytes are not UTF-8 (RFC 3629 4)
};

/// The character at the front of `text`, which must not be empty.
Character character_at(std::string_view text);

/// Appends the UTF-8 of a code point up to U+10FFFF.
void append_utf8(std::string& text, char32_t code);

/// Whether a document may hold this character (XML 1.0, 2.2: Char).
bool is_character(char32_t code);

/// Whether a name may begin with this character, or go on with it (XML 1.0, 2.3: NameStartChar,
/// NameChar), the colon not among them (Namespaces in XML 1.0, 3: NCName).
bool is_name_start(char32_t code);
bool is_name_character(char32_t code);

/// The text with `?` in place of each byte that is not UTF-8 and each character that XML cannot
/// hold.
std::string writable(std::string_view text);

/// What the reference at the front of `text` stands for, and its length from `&` to `;`: one of the
/// five entities of XML or a character by its number (XML 1.0, 4.1, 4.6). Length 0 where it is
/// anything else.
Character reference_at(std::string_view text);

} // namespace mdm::xml
