#include "auth/token_check.h"

#include "jose/own_token.h"
#include "x509/key.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::auth;

namespace {

const Time now = parse_time("2026-11-24T08:00:00Z").value(); // 1795507200

const jose::SigningKey& key()
{
    static const auto made =
        jose::signing_key_from(x509::make_key(x509::KeyType::p256).value()).value();
    return made;
}

Result<jose::KeySet> keys()
{
    return jose::key_set_of(key());
}

TokenIssuer example()
{
    return {.expected = {.issuers = {"https://login.example.com/"},
                         .audiences = {"enroll"},
                         .tenants = {}},
            .user_claims = {"upn", "preferred_username", "email"},
            .groups_claim = "groups",
            .device_claim = "deviceid",
            .keys = keys};
}

Secret token(const std::string& claims, const std::string& issuer = "https://login.example.com/")
{
    return jose::sign(key(), R"({"iss":")" + issuer + R"(","aud":"enroll","exp":1795510800)" +
                                 (claims.empty() ? "" : "," + claims) + "}")
        .value();
}

Result<Identity, TokenFailure> check(const std::string& claims,
                                     const TokenIssuer& issuer = example())
{
    return check_token(token(claims), {&issuer, 1}, now);
}

std::string user(const std::string& claims)
{
    return check(claims).value().user;
}

std::string refusal(const Result<Identity, TokenFailure>& result)
{
    BOOST_TEST((result.error().code == Errc::refused));
    return result.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(token_check_test)

BOOST_AUTO_TEST_CASE(keeps_what_the_token_says)
{
    const auto identity =
        check(R"("upn":"alice@example.com","tid":"t","oid":"o","sub":"s","deviceid":"d",)"
              R"("groups":["staff","admins"])")
            .value();
    BOOST_TEST(identity.method == "federated");
    BOOST_TEST(identity.user == "alice@example.com");
    BOOST_TEST(identity.issuer == "https://login.example.com/");
    BOOST_TEST(identity.tenant == "t");
    BOOST_TEST(identity.object_id == "o");
    BOOST_TEST(identity.device_id == "d");
    BOOST_TEST(identity.groups == (std::vector<std::string>{"staff", "admins"}));
    BOOST_TEST(identity.token_id.size() == 64U);
    BOOST_TEST(!identity.device_alone);
    BOOST_TEST(to_text(*identity.token_good_until) == "2026-11-24T09:01:00Z");
}

BOOST_AUTO_TEST_CASE(a_token_that_may_be_used_again_is_not_spent)
{
    auto issuer = example();
    issuer.single_use = false;
    BOOST_TEST(!check(R"("upn":"a")", issuer).value().token_good_until.has_value());
}

BOOST_AUTO_TEST_CASE(the_first_claim_that_is_there_names_the_user)
{
    BOOST_TEST(user(R"("preferred_username":"b","upn":"a")") == "a");
    BOOST_TEST(user(R"("preferred_username":"b","unique_name":"c")") == "b");
    BOOST_TEST(user(R"("upn":"","preferred_username":"b")") == "b");
    BOOST_TEST(refusal(check(R"("unique_name":"c","sub":"s","oid":"o")")) ==
               "the token names no user: it has none of the claims upn, preferred_username, email");
}

BOOST_AUTO_TEST_CASE(an_address_counts_once_it_is_verified)
{
    BOOST_TEST(user(R"("email":"a@example.com","email_verified":true)") == "a@example.com");
    for (const std::string flag : {"", R"(,"email_verified":false)", R"(,"email_verified":"true")"})
        BOOST_TEST(refusal(check(R"("email":"a@example.com")" + flag))
                       .starts_with("the token names no user"));
}

BOOST_AUTO_TEST_CASE(a_name_is_taken_as_it_is_or_not_at_all)
{
    for (const std::string& name : {std::string(R"(a\nb)"), std::string(R"(a\u0000)"),
                                    std::string(" a"), std::string(257, 'a')})
        BOOST_TEST(refusal(check(R"("upn":")" + name + R"(")")) ==
                   "the token's claim 'upn' is no usable name");
    BOOST_TEST(check(R"("upn":["a"])").error().message == "the token's claim 'upn' must be a text");
    BOOST_TEST(refusal(check(R"("upn":"a","groups":["\u001b[0m"])")) ==
               "the token's claim 'groups' has no usable groups");
}

BOOST_AUTO_TEST_CASE(a_device_alone_is_taken_where_that_is_allowed)
{
    auto issuer = example();
    BOOST_TEST(refusal(check(R"("deviceid":"d")")).starts_with("the token names no user"));
    issuer.device_tokens = true;
    const auto device = check(R"("deviceid":"d","oid":"o")", issuer).value();
    BOOST_TEST(device.user == "d");
    BOOST_TEST(device.device_alone);
    BOOST_TEST(check(R"("oid":"o")", issuer).value().user == "o");
    BOOST_TEST(!check(R"("upn":"a","deviceid":"d")", issuer).value().device_alone);
    BOOST_TEST(refusal(check("", issuer)).starts_with("the token names no user"));
}

BOOST_AUTO_TEST_CASE(groups_are_taken_from_the_claim_that_is_configured_alone)
{
    auto issuer = example();
    issuer.groups_claim = "";
    BOOST_TEST(check(R"("upn":"a","groups":["admins"])", issuer).value().groups.empty());
}

BOOST_AUTO_TEST_CASE(the_issuer_and_the_tenant_decide_whose_keys_count)
{
    auto first = example();
    first.expected.tenants = {"0a1b2c3d-0000-4000-8000-000000000001"};
    first.keys = []() -> Result<jose::KeySet> {
        return Error{Errc::malformed, "first: not a JWK set"};
    };
    auto second = example();
    second.expected.tenants = {"0A1B2C3D-0000-4000-8000-000000000002"};
    auto third = example();
    third.expected.issuers = {"https://other.example.com/"};
    const std::vector<TokenIssuer> issuers = {first, second, third};
    const auto ask = [&](const std::string& tenant, const std::string& issuer) {
        return check_token(token(R"("upn":"a","tid":")" + tenant + R"(")", issuer), issuers, now);
    };
    const std::string here = "https://login.example.com/";
    BOOST_TEST(ask("0a1b2c3d-0000-4000-8000-000000000002", here).value().user == "a");
    BOOST_TEST(ask("", "https://other.example.com/").value().user == "a");
    const auto broken = ask("0a1b2c3d-0000-4000-8000-000000000001", here);
    BOOST_TEST(broken.error().message == "first: not a JWK set");
    BOOST_TEST((broken.error().code == Errc::environment));
    BOOST_TEST(refusal(ask("", "https://evil.example.com/")) ==
               "the token is of the issuer 'https://evil.example.com/', which is not known here");
    auto own_keys = example();
    own_keys.expected.tenants = {"0a1b2c3d-0000-4000-8000-000000000002"};
    BOOST_TEST(refusal(check(R"("upn":"a","tid":"x")", own_keys)) ==
               "the token is of the tenant 'x', which is not known here");
}

BOOST_AUTO_TEST_CASE(nobody_is_trusted_by_default)
{
    BOOST_TEST(refusal(check_token(token(R"("upn":"a")"), {}, now))
                   .starts_with("the token is of the issuer"));
    const auto opaque = check_token(Secret("sample"), {}, now);
    BOOST_TEST((opaque.error().code == Errc::malformed));
}

BOOST_AUTO_TEST_CASE(times_and_signatures_are_checked)
{
    const auto issuer = example();
    const auto good = token(R"("upn":"a")");
    BOOST_TEST(refusal(check_token(good, {&issuer, 1}, now + std::chrono::hours{2})) ==
               "the token has expired at 2026-11-24T09:00:00Z");
    const Secret forged(good.reveal().substr(0, good.reveal().size() - 4) + "AAAA");
    BOOST_TEST(refusal(check_token(forged, {&issuer, 1}, now)) ==
               "the signature of the token is wrong");
}

BOOST_AUTO_TEST_CASE(tells_a_good_token_for_nobody_here_from_a_bad_one)
{
    BOOST_TEST(check("").error().nobody); // no user
    auto issuer = example();
    issuer.expected.tenants = {"t-1"};
    BOOST_TEST(check(R"("upn":"a","tid":"t-2")", issuer).error().nobody);
    BOOST_TEST(check(R"("upn":"a")", issuer).error().nobody);
    BOOST_TEST(check(R"("upn":"a","tid":"t-1")", issuer).has_value());
    issuer.expected.audiences = {"other"};
    BOOST_TEST(!check(R"("upn":"a","tid":"t-1")", issuer).error().nobody);
    BOOST_TEST(!check_token(Secret("a.b.c"), {&issuer, 1}, now).error().nobody);
}

BOOST_AUTO_TEST_CASE(says_whose_token_it_is_and_who_has_to_accept_terms)
{
    auto issuer = example();
    BOOST_TEST(!check(R"("upn":"a")", issuer)->own_token);
    issuer.ours = true;
    BOOST_TEST(check(R"("upn":"a")", issuer)->own_token);
    BOOST_TEST(!check(R"("upn":"a")", issuer)->terms_required);
    issuer.terms_required = true;
    BOOST_TEST(check(R"("upn":"a")", issuer)->terms_required);
}

BOOST_AUTO_TEST_SUITE_END()
