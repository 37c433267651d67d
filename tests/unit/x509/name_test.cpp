#include "x509/name.h"

#include "x509/der.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::x509;

namespace {

std::string round_trip(std::string_view text)
{
    const auto name = parse_name(text);
    return name ? name_text(*name).value() : name.error().message;
}

/// A Name of one CN with a value of some type.
Bytes name_of(unsigned char tag, std::string_view value)
{
    const Bytes type = der::element(der::object_identifier, {der::oid_from("2.5.4.3").value()});
    const Bytes pair =
        der::element(der::sequence, {type, der::text(static_cast<der::Tag>(tag), value)});
    return der::element(der::sequence, {der::element(der::set, {pair})});
}

} // namespace

BOOST_AUTO_TEST_SUITE(name_test)

BOOST_AUTO_TEST_CASE(reads_what_it_writes)
{
    for (const auto* const text :
         {"CN=device", "CN=device,O=Example", "CN=a\\, b,O=c\\+d\\\\\\\"", "CN=\\ edge\\ ",
          "CN=\\#1", "CN=Zo\xC3\xAB", "UID=u,L=l,ST=s,OU=o,DC=example,DC=com", "CN=a=b",
          "serialNumber=7,emailAddress=a@b.example,C=DE"})
        BOOST_TEST(round_trip(text) == text);
}

BOOST_AUTO_TEST_CASE(any_case_and_white_space_around_a_part_are_read)
{
    BOOST_TEST(round_trip("cn=a, o = b c , SERIALNUMBER=1") == "CN=a,O=b c,serialNumber=1");
    BOOST_TEST(round_trip("CN=\\C3\\AB\\3d") == "CN=\xC3\xAB=");
}

// RFC 4514 2.1: the text begins with the last RDN.
BOOST_AUTO_TEST_CASE(the_first_of_the_text_is_the_last_of_the_certificate)
{
    const Bytes name = parse_name("CN=ca,DC=example,DC=com").value();
    const auto attributes = attributes_of(name).value();
    BOOST_REQUIRE(attributes.size() == 3U);
    BOOST_TEST(attributes[0].value == "com");
    BOOST_TEST(attributes[0].type == "0.9.2342.19200300.100.1.25");
    BOOST_TEST(attributes[2].value == "ca");
}

BOOST_AUTO_TEST_CASE(types_have_the_strings_that_rfc_5280_gives_them)
{
    const auto tag = [](std::string_view text) {
        const Bytes name = parse_name(text).value();
        return attributes_of(name).value().front().encoded[0];
    };
    BOOST_TEST(tag("CN=a") == der::utf8_string);
    BOOST_TEST(tag("C=DE") == der::printable_string);
    BOOST_TEST(tag("serialNumber=1") == der::printable_string);
    BOOST_TEST(tag("DC=com") == der::ia5_string);
    BOOST_TEST(tag("emailAddress=a@b") == der::ia5_string);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_name)
{
    BOOST_TEST(round_trip("") == "an empty name; one like CN=device was expected");
    BOOST_TEST(round_trip("device") == "a name without '=': \"device\"");
    BOOST_TEST(round_trip("CN=a,") == "a name ends in a comma");
    BOOST_TEST(round_trip("CN=a,,O=b").starts_with("an attribute \",O\" in a name"));
    BOOST_TEST(round_trip("CN=a\\") == "a name ends in a backslash");
    BOOST_TEST(round_trip("CN=a\\x1").starts_with("escape in a name: "));
    BOOST_TEST(round_trip("CN=a\\1").starts_with("escape in a name: "));
    BOOST_TEST(round_trip("CN=a+O=b") == "an unescaped '+' in a name");
    BOOST_TEST(round_trip("CN=\"a\"") == "an unescaped '\"' in a name");
    BOOST_TEST(round_trip("XY=a") ==
               "an attribute \"XY\" in a name; CN, O, OU, C, ST, L, DC, UID, serialNumber or "
               "emailAddress was expected");
}

BOOST_AUTO_TEST_CASE(refuses_values_that_a_certificate_cannot_hold)
{
    BOOST_TEST(round_trip("CN=") == "the CN of a name is empty");
    BOOST_TEST(round_trip("CN= ,O=a") == "the CN of a name is empty");
    BOOST_TEST(round_trip("CN=a\\00") == "a control character in the CN of a name");
    BOOST_TEST(round_trip("CN=a\nb") == "a control character in the CN of a name");
    BOOST_TEST(round_trip("CN=\\C3") == "the CN of a name is not UTF-8");
    BOOST_TEST(round_trip("CN=" + std::string(65, 'a')) ==
               "the CN of a name has more than 64 characters");
    BOOST_TEST(round_trip("C=DEU") == "the C of a name has more than 2 characters");
    BOOST_TEST(round_trip("C=D") == "the C of a name is not a country code of two letters");
    BOOST_TEST(round_trip("C=4!") == "the C of a name is not a country code of two letters");
    BOOST_TEST(round_trip("DC=\xC3\xAB") == "a character in the DC of a name that it cannot hold");
    BOOST_TEST(round_trip("serialNumber=a_b") ==
               "a character in the serialNumber of a name that it cannot hold");
}

BOOST_AUTO_TEST_CASE(lengths_are_counted_in_characters)
{
    std::string text = "CN=";
    for (int i = 0; i < 64; ++i)
        text += "\xC3\xAB";
    BOOST_TEST(round_trip(text) == text);
}

BOOST_AUTO_TEST_CASE(escapes_what_would_end_a_value)
{
    for (const auto* const value : {"a,O=evil", " a ", "#1", "a\\b", "a+b;c<d>\"e\"", "a b"})
        BOOST_TEST(attributes_of(parse_name("CN=" + escape_name_value(value)).value())
                       .value()
                       .front()
                       .value == value);
    BOOST_TEST(escape_name_value(std::string_view("a\0b\n", 4)) == "a\\00b\\0A");
}

BOOST_AUTO_TEST_CASE(old_string_types_become_utf8)
{
    using namespace std::string_view_literals;
    BOOST_TEST(name_text(name_of(0x14, "Zo\xEB")).value() == "CN=Zo\xC3\xAB");
    BOOST_TEST(name_text(name_of(0x1E, "\0Z\x4E\x2D"sv)).value() == "CN=Z\xE4\xB8\xAD");
    BOOST_TEST(name_text(name_of(0x1E, "\xD8\0\0"sv)).value() == "CN=??");
    BOOST_TEST(name_text(name_of(0x1C, "\0\1\xF6\0"sv)).value() == "CN=\xF0\x9F\x98\x80");
    BOOST_TEST(name_text(name_of(der::utf8_string, "Zo\xEB")).value() == "CN=Zo\xC3\xAB");
    BOOST_TEST(name_text(name_of(der::integer, "\5")).value() == "2.5.4.3=#020105");
}

BOOST_AUTO_TEST_CASE(an_rdn_of_several_attributes_is_shown_as_one)
{
    const Bytes a = name_of(der::utf8_string, "a");
    const Bytes b = name_of(der::utf8_string, "b");
    const Bytes both = der::element(der::set, {ByteView(a).subspan(4), ByteView(b).subspan(4)});
    const Bytes single = der::element(der::set, {ByteView(b).subspan(4)});
    BOOST_TEST(name_text(der::element(der::sequence, {both, single})).value() == "CN=b,CN=a+CN=b");
}

BOOST_AUTO_TEST_CASE(refuses_a_broken_name)
{
    const Bytes good = name_of(der::utf8_string, "a");
    Bytes trailing = good;
    trailing.push_back(0);
    BOOST_TEST(name_text(trailing).error().message ==
               "the name is followed by bytes that do not belong there");
    BOOST_TEST(name_text(ByteView(good).first(5)).error().message == "the name is cut short");
    const Bytes empty_rdn = der::element(der::sequence, {der::element(der::set, {})});
    BOOST_TEST(name_text(empty_rdn).error().message == "an attribute of the name is missing");
}

BOOST_AUTO_TEST_CASE(only_the_strings_of_windows_may_break_their_type)
{
    using namespace std::string_view_literals;
    BOOST_TEST(check_name_strings(name_of(der::printable_string, "A!0\0"sv)).has_value());
    BOOST_TEST(check_name_strings(name_of(der::utf8_string, "A_@\xC3\xAB")).has_value());
    for (const auto& [tag, value] : {std::pair{der::printable_string, "a@b"sv},
                                     {der::printable_string, "a_b"sv},
                                     {der::ia5_string, "\xEB"sv},
                                     {der::utf8_string, "\xC3"sv}})
        BOOST_TEST(check_name_strings(name_of(tag, value)).error().message ==
                   "a string of the name holds what its type may not");
}

BOOST_AUTO_TEST_SUITE_END()
