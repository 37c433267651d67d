#include "ldap/filter.h"

#include <boost/test/unit_test.hpp>

using mdm::ldap::escape_filter_value;

BOOST_AUTO_TEST_SUITE(filter_test)

BOOST_AUTO_TEST_CASE(what_means_something_in_a_filter_is_escaped)
{
    // The examples of RFC 4515 4.
    BOOST_TEST(escape_filter_value("Parens R Us (for all your parenthetical needs)") ==
               "Parens R Us \\28for all your parenthetical needs\\29");
    BOOST_TEST(escape_filter_value("*") == "\\2a");
    BOOST_TEST(escape_filter_value("C:\\MyFile") == "C:\\5cMyFile");
    BOOST_TEST(escape_filter_value(std::string("\0\0\0\4", 4)) == "\\00\\00\\00\\04");
    BOOST_TEST(escape_filter_value("Lu\xC4\x8Di\xC4\x87") == "Lu\\c4\\8di\\c4\\87");
}

BOOST_AUTO_TEST_CASE(a_value_cannot_leave_its_place)
{
    BOOST_TEST(escape_filter_value("alice)(uid=*") == "alice\\29\\28uid=\\2a");
    BOOST_TEST(escape_filter_value("a@b.example|&!=~<>") == "a@b.example|&!=~<>");
    BOOST_TEST(escape_filter_value("").empty());
}

BOOST_AUTO_TEST_SUITE_END()
