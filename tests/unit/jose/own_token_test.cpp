#include "jose/own_token.h"

#include "key_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::jose;

namespace {

OwnToken example()
{
    return {.issuer = "https://enroll.example.com/",
            .audience = "https://enroll.example.com/enroll",
            .user = "alice@example.com",
            .id = "7f3b1c9e",
            .issued_at = parse_time("2026-11-24T08:00:00.750Z").value(),
            .lifetime = std::chrono::minutes{10}};
}

std::string claims_of(const OwnToken& token)
{
    return part_of(mint(signing_key("p256.key"), token).value(), 1);
}

std::string complaint(const OwnToken& token)
{
    const auto minted = mint(signing_key("p256.key"), token);
    BOOST_TEST((minted.error().code == Errc::refused));
    return minted.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(own_token_test)

BOOST_AUTO_TEST_CASE(says_who_for_whom_and_for_how_long)
{
    BOOST_TEST(claims_of(example()) ==
               R"({"iss":"https://enroll.example.com/","aud":"https://enroll.example.com/enroll",)"
               R"("sub":"alice@example.com","upn":"alice@example.com","jti":"7f3b1c9e",)"
               R"("iat":1795507200,"nbf":1795507200,"exp":1795507800})");
}

BOOST_AUTO_TEST_CASE(keeps_the_groups_of_the_user)
{
    auto token = example();
    token.groups = {"staff", "may \"enroll\""};
    BOOST_TEST(claims_of(token).ends_with(R"("groups":["staff","may \"enroll\""]})"));
}

BOOST_AUTO_TEST_CASE(a_hostile_name_stays_one_text)
{
    auto token = example();
    token.user = R"(x","upn":"root)";
    BOOST_TEST(claims_of(token).find(R"("upn":"x\",\"upn\":\"root")") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(says_nothing_without_issuer_audience_user_or_id)
{
    auto token = example();
    token.issuer = "";
    BOOST_TEST(complaint(token) == "a token needs an issuer");
    token = example();
    token.audience = "";
    BOOST_TEST(complaint(token) == "a token needs an audience");
    token = example();
    token.user = "";
    BOOST_TEST(complaint(token) == "a token needs a user");
    token = example();
    token.id = "";
    BOOST_TEST(complaint(token) == "a token needs an id");
    token = example();
    token.user = "a\nb";
    BOOST_TEST(complaint(token) == "a user of a token must be UTF-8 without control characters");
    token.user = "\xFF";
    BOOST_TEST(complaint(token) == "a user of a token must be UTF-8 without control characters");
}

BOOST_AUTO_TEST_SUITE_END()
