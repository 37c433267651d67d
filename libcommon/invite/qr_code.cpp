#include "invite/qr_code.h"

#include <memory>
#include <utility>

#include <png.h>
#include <qrencode.h>

namespace mdm::invite {
namespace {

constexpr std::size_t longest_text = 2331; // version 40, level M (ISO/IEC 18004, table 7)

/// Whether the module at a place of the square with its quiet zone is dark.
bool is_dark(const QrCode& code, std::size_t row, std::size_t column)
{
    if (row < quiet_zone || column < quiet_zone || row >= code.width + quiet_zone ||
        column >= code.width + quiet_zone)
        return false;
    return code.dark[(row - quiet_zone) * code.width + (column - quiet_zone)];
}

/// Two modules that stand above each other as one character; `drawn` tells which is drawn.
template <class Drawn>
std::string half_blocks(const QrCode& code, std::string_view before, std::string_view after,
                        const Drawn& drawn)
{
    constexpr std::string_view blocks[] = {" ", "\u2584", "\u2580", "\u2588"};
    const std::size_t side = code.width + 2 * quiet_zone;
    std::string text;
    for (std::size_t row = 0; row < side; row += 2) {
        text += before;
        for (std::size_t column = 0; column < side; ++column)
            text += blocks[(drawn(row, column) ? 2U : 0U) + (drawn(row + 1, column) ? 1U : 0U)];
        text.append(after).append("\n");
    }
    return text;
}

/// The image's bytes, one a pixel.
std::vector<unsigned char> pixels_of(const QrCode& code, std::size_t side, std::size_t scale)
{
    std::vector<unsigned char> pixels(side * side);
    for (std::size_t y = 0; y < side; ++y)
        for (std::size_t x = 0; x < side; ++x)
            pixels[y * side + x] = is_dark(code, y / scale, x / scale) ? 0x00 : 0xFF;
    return pixels;
}

} // namespace

Result<QrCode> qr_code(std::string_view text)
{
    if (text.empty() || text.size() > longest_text)
        return Error{Errc::usage, "a QR code holds 1 to " + std::to_string(longest_text) +
                                      " bytes, and the link has " + std::to_string(text.size())};
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
        QRcode_encodeData(static_cast<int>(text.size()),
                          reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M),
        QRcode_free);
    if (!made)
        return Error{Errc::environment, "libqrencode made no QR code"};
    QrCode code{static_cast<std::size_t>(made->width), {}};
    // The lowest bit of a byte is the module (qrencode.h).
    for (std::size_t i = 0; i < code.width * code.width; ++i)
        code.dark.push_back((made->data[i] & 1U) != 0);
    return code;
}

std::string to_terminal(const QrCode& code)
{
    // White on black is what is set, and light modules are drawn: the row below the last one of an
    // odd number stays black, but is not part of the code.
    const std::size_t side = code.width + 2 * quiet_zone;
    return half_blocks(code, "\x1b[97;40m", "\x1b[0m", [&](std::size_t row, std::size_t column) {
        return row < side && !is_dark(code, row, column);
    });
}

std::string to_text(const QrCode& code)
{
    return half_blocks(code, "", "", [&](std::size_t row, std::size_t column) {
        return is_dark(code, row, column);
    });
}

std::string to_path(const QrCode& code)
{
    const std::size_t side = code.width + 2 * quiet_zone;
    std::string path;
    for (std::size_t row = 0; row < side; ++row)
        for (std::size_t column = 0; column < side; ++column) {
            const std::size_t begin = column;
            while (column < side && is_dark(code, row, column))
                ++column;
            if (const std::size_t run = column - begin; run != 0)
                path += "M" + std::to_string(begin) + " " + std::to_string(row) + "h" +
                        std::to_string(run) + "v1h-" + std::to_string(run) + "z";
        }
    return path;
}

std::string to_svg(const QrCode& code)
{
    const std::string side = std::to_string(code.width + 2 * quiet_zone);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
           "\" shape-rendering=\"crispEdges\">\n<rect width=\"" + side + "\" height=\"" + side +
           "\" fill=\"#fff\"/>\n<path fill=\"#000\" d=\"" + to_path(code) + "\"/>\n</svg>\n";
}

Result<std::string> to_png(const QrCode& code, std::size_t scale)
{
    const std::size_t side = (code.width + 2 * quiet_zone) * scale;
    const auto pixels = pixels_of(code, side, scale);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(side);
    image.height = static_cast<png_uint_32>(side);
    image.format = PNG_FORMAT_GRAY;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string png(size, '\0');
    if (png_image_write_to_memory(&image, png.data(), &size, 0, pixels.data(), 0, nullptr) == 0)
        return Error{Errc::environment, "libpng made no image: " + std::string(image.message)};
    png.resize(size);
    return png;
}

Result<Form> form_from(std::string_view word)
{
    constexpr std::pair<std::string_view, Form> forms[] = {
        {"terminal", Form::terminal}, {"text", Form::text}, {"svg", Form::svg}, {"png", Form::png}};
    for (const auto& [name, form] : forms)
        if (name == word)
            return form;
    return Error{Errc::usage, "'" + std::string(word) + "' is none of terminal, text, svg, png"};
}

Result<std::string> to_form(const QrCode& code, Form form, std::size_t png_scale)
{
    switch (form) {
    case Form::terminal:
        return to_terminal(code);
    case Form::text:
        return to_text(code);
    case Form::svg:
        return to_svg(code);
    case Form::png:
        break;
    }
    return to_png(code, png_scale);
}

} // namespace mdm::invite
