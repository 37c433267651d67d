#include "core/time.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

BOOST_AUTO_TEST_SUITE(time_test)

BOOST_AUTO_TEST_CASE(writes_utc)
{
    const Time time = time_from_seconds(1795421742) + std::chrono::milliseconds{7};
    BOOST_TEST(to_text(time) == "2026-11-23T08:15:42Z");
    BOOST_TEST(to_text_with_milliseconds(time) == "2026-11-23T08:15:42.007Z");
    BOOST_TEST(to_text(time_from_seconds(-1)) == "1969-12-31T23:59:59Z");
}

BOOST_AUTO_TEST_CASE(reads_what_devices_write)
{
    const auto seconds = [](const char* text) {
        return seconds_since_epoch(parse_time(text).value());
    };
    BOOST_TEST(seconds("2026-11-23T08:15:42Z") == 1795421742);
    BOOST_TEST(seconds(" 2026-11-23T08:15:42.9999999Z\n") == 1795421742);
    BOOST_TEST(seconds("2026-11-23T10:15:42+02:00") == 1795421742);
    BOOST_TEST(seconds("2026-11-23T08:15:42") == 1795421742);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_time)
{
    for (const char* text : {"", "2026-11-23", "2026-02-30T00:00:00Z", "2026-11-23T24:00:00Z",
                             "2026-11-23T08:15:42Zx", "2026-11-23T08:15:42+2:00"})
        BOOST_TEST(parse_time(text).error().message == "not a time like 2026-11-23T08:15:42Z");
}

BOOST_AUTO_TEST_SUITE_END()
