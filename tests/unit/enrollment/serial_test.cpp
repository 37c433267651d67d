#include "enrollment/serial.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

using namespace mdm;

namespace {

constexpr std::size_t drawn_together = 64;

Bytes first(const Bytes& serial)
{
    return {serial.begin(), serial.begin() + 4};
}

Bytes rest(const Bytes& serial)
{
    return {serial.begin() + 4, serial.end()};
}

} // namespace

BOOST_AUTO_TEST_SUITE(serial_test)

BOOST_AUTO_TEST_CASE(is_what_was_drawn_but_positive_and_of_sixteen_octets)
{
    const auto draw = enrollment::draw_serial_from([](std::span<unsigned char> bytes) {
        std::ranges::fill(bytes, static_cast<unsigned char>(0xFF));
    });
    Bytes expected(16, 0xFF);
    expected[0] = 0x7F;
    BOOST_TEST(draw() == expected);
}

BOOST_AUTO_TEST_CASE(those_drawn_together_begin_alike_and_each_has_its_own_96_bits)
{
    unsigned char next = 0;
    const auto draw = enrollment::draw_serial_from([&](std::span<unsigned char> bytes) {
        for (std::size_t i = 0; i < bytes.size(); i += 16) {
            std::ranges::fill(bytes.subspan(i, 16), ++next);
        }
    });
    std::set<Bytes> beginnings;
    std::set<Bytes> own;
    for (std::size_t i = 0; i < 2 * drawn_together; ++i) {
        const Bytes serial = draw();
        BOOST_TEST(serial.size() == 16U);
        BOOST_TEST((serial[0] & 0xC0) == 0x40);
        beginnings.insert(first(serial));
        own.insert(rest(serial));
    }
    BOOST_TEST(beginnings.size() == 2U);
    BOOST_TEST(own.size() == 2 * drawn_together);
}

BOOST_AUTO_TEST_SUITE_END()
