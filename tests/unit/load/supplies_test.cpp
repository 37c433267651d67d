#include "load/supplies.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::load;

BOOST_AUTO_TEST_SUITE(supplies_test)

BOOST_AUTO_TEST_CASE(a_user_is_what_stands_before_the_first_colon)
{
    const auto users = parse_users("# staff\nann@example.com:pass:word\r\n\nEX\\bob: x ").value();
    BOOST_REQUIRE(users.size() == 2U);
    BOOST_TEST(users[0].name == "ann@example.com");
    BOOST_TEST(users[0].password.reveal() == "pass:word");
    BOOST_TEST(users[1].name == "EX\\bob");
    BOOST_TEST(users[1].password.reveal() == " x ");
}

BOOST_AUTO_TEST_CASE(what_is_no_user_is_named_by_its_line_alone)
{
    for (const char* line : {"s3cret", ":s3cret", "s3cret:"})
        BOOST_TEST(parse_users(std::string("ann:x\n") + line + "\n").error().message ==
                   "line 2: it is not NAME:PASSWORD");
    BOOST_TEST(parse_users("# none\n\n").error().message ==
               "it has no users, expected NAME:PASSWORD on a line");
    BOOST_TEST(!parse_users(""));
}

BOOST_AUTO_TEST_CASE(a_token_is_a_line)
{
    const auto tokens = parse_tokens("a.b.c\r\n\nd.e.f");
    BOOST_REQUIRE(tokens.size() == 2U);
    BOOST_TEST(tokens[0].reveal() == "a.b.c");
    BOOST_TEST(tokens[1].reveal() == "d.e.f");
    BOOST_TEST(parse_tokens("").empty());
}

BOOST_AUTO_TEST_SUITE_END()
