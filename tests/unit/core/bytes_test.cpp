#include "core/bytes.h"
#include "core/secret.h"
#include "core/uuid.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

BOOST_AUTO_TEST_SUITE(bytes_test)

BOOST_AUTO_TEST_CASE(writes_and_reads_hexadecimal)
{
    const Bytes bytes{0x00, 0xAB, 0xFF};
    BOOST_TEST(to_hex(bytes) == "00ABFF");
    BOOST_TEST(parse_hex("00abFF").value() == bytes);
    BOOST_TEST(parse_hex("0").error().message == "an odd number of hexadecimal digits");
    BOOST_TEST(parse_hex("0g").error().message == "not a hexadecimal number");
}

BOOST_AUTO_TEST_CASE(compares_secrets)
{
    BOOST_TEST(equal_in_constant_time(bytes_of("abc"), bytes_of("abc")));
    BOOST_TEST(!equal_in_constant_time(bytes_of("abc"), bytes_of("abd")));
    BOOST_TEST(!equal_in_constant_time(bytes_of("abc"), bytes_of("ab")));
}

BOOST_AUTO_TEST_CASE(a_moved_secret_leaves_nothing_behind)
{
    Secret first("short");
    const Secret second(std::move(first));
    BOOST_TEST(second.reveal() == "short");
    BOOST_TEST(first.empty()); // NOLINT(bugprone-use-after-move): this is the claim
}

BOOST_AUTO_TEST_CASE(a_uuid_says_its_version_and_variant)
{
    std::array<unsigned char, 16> random{};
    random.fill(0xFF);
    BOOST_TEST(to_uuid(random) == "ffffffff-ffff-4fff-bfff-ffffffffffff");
    random.fill(0);
    BOOST_TEST(to_uuid(random) == "00000000-0000-4000-8000-000000000000");
}

BOOST_AUTO_TEST_SUITE_END()
