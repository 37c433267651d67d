#include "provisioning/value.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::provisioning;

namespace {

const Row& row(std::string_view path, Part part = Part::dmclient)
{
    return *find_row(part, path);
}

} // namespace

BOOST_AUTO_TEST_SUITE(value_test)

BOOST_AUTO_TEST_CASE(spells_each_type)
{
    BOOST_TEST(spelling(row("UPN"), "a b") == "a b");
    BOOST_TEST(spelling(row("Poll/PollOnLogin"), true) == "true");
    BOOST_TEST(spelling(row("CRLCheck", Part::application), true) == "1");
    BOOST_TEST(spelling(row("CRLCheck", Part::application), false) == "0");
    BOOST_TEST(spelling(row("Poll/NumberOfFirstRetries"), std::int64_t{5}) == "5");
}

BOOST_AUTO_TEST_CASE(joins_lists_by_their_own_separator)
{
    const Row& list = row("FirstSyncStatus/ExpectedPolicies");
    BOOST_TEST(spelling(list, "  ./a\n ./b\t./c\n") == "./a\xEF\x80\x80./b\xEF\x80\x80./c");
    BOOST_TEST(spelling(list, "./a\xEF\x80\x80./b") == "./a\xEF\x80\x80./b");
    BOOST_TEST(spelling(list, "") == "");
}

BOOST_AUTO_TEST_CASE(checks_what_it_spells)
{
    BOOST_TEST(check_spelling(row("Poll/PollOnLogin"), "false").has_value());
    BOOST_TEST(check_spelling(row("Poll/PollOnLogin"), "0").error().message ==
               "Poll/PollOnLogin must be true or false");
    BOOST_TEST(check_spelling(row("CRLCheck", Part::application), "0").has_value());
    BOOST_TEST(check_spelling(row("CRLCheck", Part::application), "true").error().message ==
               "CRLCheck must be true or false");
    const Row& count = row("Poll/NumberOfFirstRetries");
    BOOST_TEST(check_spelling(count, "5").has_value());
    for (const char* wrong : {"", "5 ", "x", "-1", "99999999999999999999"})
        BOOST_TEST(check_spelling(count, wrong).error().message ==
                   "Poll/NumberOfFirstRetries must be a whole number from 0 to 2147483647");
    BOOST_TEST(
        check_spelling(row("FirstSyncStatus/ExpectedPFXCerts"), "./a\xEF\x80\x80./b").has_value());
}

BOOST_AUTO_TEST_CASE(names_the_datatypes)
{
    BOOST_TEST(datatype(Type::boolean) == "boolean");
    BOOST_TEST(datatype(Type::integer) == "integer");
    BOOST_TEST(datatype(Type::uris) == "string");
    BOOST_TEST(datatype(Type::digit) == "string");
}

BOOST_AUTO_TEST_SUITE_END()
