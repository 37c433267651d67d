#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Numbers of the protocol in words.
namespace mdm::inspect {

/// "ENTERPRISE" for 4; empty for a number that has no name.
std::string_view os_edition(unsigned number);

/// The usual short name of an object identifier, or the dotted text where it has none here.
std::string oid_word(std::string_view dotted);

/// The four sets of flags of a policy (MS-XCEP 3.1.4.1.3.1).
enum class Flags { private_key, subject_name, enrollment, general };
/// "exportable, protected key" for 0x30; bits without a name are left as a number.
std::string flag_words(Flags set, std::uint32_t value);

/// "0x80180013 MENROLL_E_DEVICECAPREACHED: meaning" for an HRESULT as text: hexadecimal or decimal,
/// signed or not. Empty where it is none that is known.
std::string hresult_words(const std::string& text);

/// What the text of an element means, by its local name: "ENTERPRISE" of OSEdition 4, "365 days" of
/// a number of seconds. Empty for most.
std::string element_words(std::string_view local, const std::string& text);

/// The whole number that a text is; nothing for another text.
std::optional<std::uint64_t> whole_number(std::string_view text);

} // namespace mdm::inspect
