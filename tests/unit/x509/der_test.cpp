#include "x509/der.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::x509;

namespace {

Bytes hex(std::string_view digits)
{
    return parse_hex(digits).value();
}

std::string why_not(std::string_view digits)
{
    const Bytes bytes = hex(digits);
    const auto element = der::Reader(bytes).any("it");
    return element ? "read" : element.error().message;
}

std::string time_of(der::Tag tag, std::string_view text)
{
    const Bytes bytes = der::text(tag, text);
    const auto time = der::Reader(bytes).time("it");
    return time ? to_text(*time) : time.error().message;
}

std::string number_of(std::string_view digits)
{
    const Bytes bytes = hex(digits);
    const auto number = der::Reader(bytes).positive("it");
    return number ? to_hex(*number) : number.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(der_test)

BOOST_AUTO_TEST_CASE(takes_elements_one_after_the_other)
{
    const Bytes bytes = hex("020105"
                            "0C0161"
                            "3000");
    der::Reader reader(bytes);
    BOOST_TEST(to_hex(reader.take(der::integer, "it").value().content) == "05");
    BOOST_TEST(to_hex(reader.take(der::utf8_string, "it").value().whole) == "0C0161");
    BOOST_TEST(reader.end("it").error().message ==
               "it is followed by bytes that do not belong there");
    BOOST_TEST(reader.enter(der::sequence, "it").value().at_end());
    BOOST_TEST(reader.end("it").has_value());
    BOOST_TEST(reader.any("it").error().message == "it is missing");
}

BOOST_AUTO_TEST_CASE(refuses_another_type)
{
    const Bytes bytes = hex("020105");
    BOOST_TEST(der::Reader(bytes).take(der::sequence, "it").error().message ==
               "it is not of the type that stands here");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_distinguished_encoding)
{
    BOOST_TEST(why_not("30") == "it is cut short");
    BOOST_TEST(why_not("300200") == "it is cut short");
    BOOST_TEST(why_not("3081") == "it is cut short");
    BOOST_TEST(why_not("3082FFFF00") == "it is cut short");
    BOOST_TEST(why_not("30800000") == "it has an indefinite length");
    BOOST_TEST(why_not("30810100") == "it has a length that is not in its shortest form");
    BOOST_TEST(why_not("3082008000") == "it has a length that is not in its shortest form");
    BOOST_TEST(why_not("30850000000000") == "it is longer than any input may be");
    BOOST_TEST(why_not("30FF") == "it is longer than any input may be");
    BOOST_TEST(why_not("1F8101") == "it has a tag of more than one octet");
    BOOST_TEST(why_not("3000") == "read");
}

BOOST_AUTO_TEST_CASE(lengths_of_every_size_come_back)
{
    for (const std::size_t size : {0U, 1U, 127U, 128U, 255U, 256U, 65535U, 65536U}) {
        const Bytes content(size, 0x61);
        const Bytes whole = der::element(der::octet_string, {content});
        der::Reader reader(whole);
        BOOST_TEST(reader.take(der::octet_string, "it").value().content.size() == size);
        BOOST_TEST(reader.at_end());
    }
    BOOST_TEST(to_hex(der::element(der::octet_string, {Bytes(128)})).substr(0, 6) == "048180");
}

BOOST_AUTO_TEST_CASE(reads_numbers_above_zero_alone)
{
    BOOST_TEST(number_of("020105") == "05");
    BOOST_TEST(number_of("02020080") == "80");
    BOOST_TEST(number_of("020100") == "it is zero");
    BOOST_TEST(number_of("020180") == "it is below zero");
    BOOST_TEST(number_of("02020005") == "it is a number that is not in its shortest form");
    BOOST_TEST(number_of("0200") == "it is a number that is not in its shortest form");
    BOOST_TEST(number_of("040105") == "it is not of the type that stands here");
}

BOOST_AUTO_TEST_CASE(writes_numbers_in_their_shortest_form)
{
    BOOST_TEST(to_hex(der::unsigned_integer(hex("000005"))) == "020105");
    BOOST_TEST(to_hex(der::unsigned_integer(hex("80"))) == "02020080");
    BOOST_TEST(to_hex(der::unsigned_integer({})) == "020100");
}

BOOST_AUTO_TEST_CASE(reads_bit_strings_of_whole_octets_alone)
{
    const Bytes good = der::bits(hex("0102"));
    BOOST_TEST(to_hex(good) == "0303000102");
    BOOST_TEST(to_hex(der::Reader(good).octets_of_bits("it").value()) == "0102");
    for (const auto* const wrong : {"03020180", "0300"}) {
        const Bytes bytes = hex(wrong);
        BOOST_TEST(der::Reader(bytes).octets_of_bits("it").error().message ==
                   "it is not of whole octets");
    }
}

// RFC 5280 4.1.2.5: through 2049 UTCTime, from 2050 on GeneralizedTime.
BOOST_AUTO_TEST_CASE(the_year_decides_how_a_time_is_written)
{
    const auto written = [](std::string_view text) {
        return std::string(text_of(der::time(parse_time(text).value()))).substr(2);
    };
    BOOST_TEST(written("2049-12-31T23:59:59Z") == "491231235959Z");
    BOOST_TEST(written("2050-01-01T00:00:00Z") == "20500101000000Z");
    BOOST_TEST(written("1950-01-01T00:00:00Z") == "500101000000Z");
    BOOST_TEST(written("1949-12-31T23:59:59Z") == "19491231235959Z");
    BOOST_TEST(written("2026-11-23T08:15:42.999Z") == "261123081542Z");
    BOOST_TEST(der::time(parse_time("2049-12-31T00:00:00Z").value())[0] == der::utc_time);
    BOOST_TEST(der::time(parse_time("2050-01-01T00:00:00Z").value())[0] == der::generalized_time);
}

BOOST_AUTO_TEST_CASE(reads_times)
{
    BOOST_TEST(time_of(der::utc_time, "491231235959Z") == "2049-12-31T23:59:59Z");
    BOOST_TEST(time_of(der::utc_time, "500101000000Z") == "1950-01-01T00:00:00Z");
    BOOST_TEST(time_of(der::generalized_time, "99991231235959Z") == "9999-12-31T23:59:59Z");
    for (const auto* const wrong : {"4912312359Z", "491231235959+0100", "491331235959Z",
                                    "490229000000Z", "49123123595xZ", "491231245959Z", ""})
        BOOST_TEST(time_of(der::utc_time, wrong) == "it is not a time in UTC to the second");
    BOOST_TEST(time_of(der::integer, "1") == "it is not a time");
}

BOOST_AUTO_TEST_CASE(object_identifiers_go_both_ways)
{
    for (const auto* const dotted :
         {"1.2.840.113549.1.1.11", "2.5.29.19", "0.9.2342.19200300.100.1.25", "2.999.1", "1.3",
          "1.3.6.1.4.1.311.66.1.0"})
        BOOST_TEST(der::oid_text(der::oid_from(dotted).value()) == dotted);
    BOOST_TEST(to_hex(der::oid_from("1.2.840.113549").value()) == "2A864886F70D");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_object_identifier)
{
    for (const auto* const wrong : {"", "1", "1.", ".1", "3.1", "1.40", "1..2", "1.02", "1.a",
                                    "clientAuth", "1.2.9999999999"})
        BOOST_TEST(der::oid_from(wrong).error().message ==
                   "not an object identifier like 1.3.6.1.5.5.7.3.2");
    for (const auto* const wrong : {"", "80", "2A80", "2A8001"})
        BOOST_TEST(der::oid_text(hex(wrong)) == "?");
}

BOOST_AUTO_TEST_SUITE_END()
