#include "invite/qr_code.h"

#include "core/text.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::invite;

BOOST_AUTO_TEST_SUITE(qr_code_test)

BOOST_AUTO_TEST_CASE(a_code_is_as_large_as_its_text_needs)
{
    BOOST_TEST(qr_code("a")->width == 21U);
    BOOST_TEST(qr_code(std::string(2331, 'a'))->width == 177U);
    BOOST_TEST(qr_code(std::string(2332, 'a')).error().message ==
               "a QR code holds 1 to 2331 bytes, and the link has 2332");
    BOOST_TEST(!qr_code("").has_value());
}

BOOST_AUTO_TEST_CASE(the_corners_have_their_patterns)
{
    const auto code = qr_code("ms-device-enrollment:?mode=mdm").value();
    const auto row = [&](std::size_t y) {
        std::string text;
        for (std::size_t x = 0; x < 8; ++x)
            text += code.dark[y * code.width + x] ? '#' : '.';
        return text;
    };
    BOOST_TEST(row(0) == "#######.");
    BOOST_TEST(row(1) == "#.....#.");
    BOOST_TEST(row(3) == "#.###.#.");
    BOOST_TEST(row(7) == "........");
}

BOOST_AUTO_TEST_CASE(the_quiet_zone_is_part_of_every_form)
{
    const auto code = qr_code("a").value();
    const auto text = to_text(code);
    const auto lines = split(text, '\n');
    BOOST_TEST(lines.size() == 16U); // 29 rows, two a line, and what follows the last line feed
    BOOST_TEST(lines[0] == std::string(29, ' '));
    BOOST_TEST(lines[2].starts_with("    \u2588\u2580\u2580"));
    BOOST_TEST(to_terminal(code).starts_with("\x1b[97;40m\u2588\u2588"));
    BOOST_TEST(to_path(code).starts_with("M4 4h7v1h-7z"));
    BOOST_TEST(to_svg(code).find("viewBox=\"0 0 29 29\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_png_has_a_pixel_for_each_part_of_a_module)
{
    const auto png = to_png(qr_code("a").value(), 3).value();
    BOOST_TEST(png.substr(0, 8) == "\x89PNG\r\n\x1A\n");
    BOOST_TEST(png.substr(16, 8) == std::string("\0\0\0\x57\0\0\0\x57", 8)); // 87 = 3 * 29
}

BOOST_AUTO_TEST_CASE(a_form_has_a_name)
{
    const auto code = qr_code("a").value();
    const auto form = [&](const char* word) {
        return to_form(code, form_from(word).value(), 3).value();
    };
    BOOST_TEST(form("terminal") == to_terminal(code));
    BOOST_TEST(form("text") == to_text(code));
    BOOST_TEST(form("svg") == to_svg(code));
    BOOST_TEST(form("png") == to_png(code, 3).value());
    BOOST_TEST(form_from("PNG").error().message == "'PNG' is none of terminal, text, svg, png");
}

BOOST_AUTO_TEST_SUITE_END()
