#pragma once

#include "core/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::invite {

/// A QR code (ISO/IEC 18004): a square of modules, dark or light.
struct QrCode {
    std::size_t width = 0;
    std::vector<bool> dark; ///< row by row
};

/// The light modules that must surround a code on each side (ISO/IEC 18004 6.3.8).
constexpr std::size_t quiet_zone = 4;

/// The code of a text, in the smallest version that holds it, with error correction of level M.
/// Fails with usage when the text is empty or longer than the 2331 bytes that the largest holds.
Result<QrCode> qr_code(std::string_view text);

/// For a terminal: two modules a character, black on white whatever the terminal's colours are.
std::string to_terminal(const QrCode& code);

/// Two modules a character without colours: dark ones are drawn, so that it can be read where text
/// is dark on light, as on paper.
std::string to_text(const QrCode& code);

/// An SVG image that is as wide as its place.
std::string to_svg(const QrCode& code);

/// What the dark modules are in SVG's language of paths, from the corner of the quiet zone.
std::string to_path(const QrCode& code);

/// A PNG image; a module is `scale` pixels wide. Fails with environment.
Result<std::string> to_png(const QrCode& code, std::size_t scale);

/// The forms of a code.
enum class Form { terminal, text, svg, png };

/// The form of "terminal", "text", "svg" or "png". Fails with usage.
Result<Form> form_from(std::string_view word);

/// A code in one of its forms. Fails as `to_png` does.
Result<std::string> to_form(const QrCode& code, Form form, std::size_t png_scale);

} // namespace mdm::invite
