#include "jose/claims.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::jose;

namespace {

const Time now = parse_time("2026-11-24T08:00:00Z").value(); // 1795507200

Expectation expected()
{
    return {.issuers = {"https://login.example.com/"}, .audiences = {"enroll"}, .tenants = {}};
}

/// A token that is good but for the members given: they stand in the place of its own.
std::string why_not(const std::string& changed, const Expectation& expectation = expected())
{
    std::string json = "{" + changed;
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
             {"iss", R"("https://login.example.com/")"},
             {"aud", R"("enroll")"},
             {"exp", "1795510800"}})
        if (changed.find('"' + name + '"') == std::string::npos)
            json += (json.size() > 1 ? "," : "") + ('"' + name + "\":" + value);
    const auto claims = parse_claims(json + "}").value();
    const auto checked = check_claims(claims, expectation, now);
    if (checked)
        return "";
    return checked.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(claims_test)

BOOST_AUTO_TEST_CASE(takes_what_is_expected)
{
    BOOST_TEST(why_not("") == "");
}

BOOST_AUTO_TEST_CASE(a_token_must_say_when_it_expires)
{
    const auto claims =
        parse_claims(R"({"iss":"https://login.example.com/","aud":"enroll"})").value();
    const auto refused = check_claims(claims, expected(), now);
    BOOST_TEST(refused.error().message == "the token does not say when it expires (exp)");
    BOOST_TEST((refused.error().code == Errc::refused));
}

BOOST_AUTO_TEST_CASE(an_expired_token_is_refused_but_for_the_skew_of_clocks)
{
    BOOST_TEST(why_not(R"("exp":1795507201)") == "");
    BOOST_TEST(why_not(R"("exp":1795507141)") == "");
    BOOST_TEST(why_not(R"("exp":1795507140)") == "the token has expired at 2026-11-24T07:59:00Z");
    BOOST_TEST(why_not(R"("exp":1795507140.999)") ==
               "the token has expired at 2026-11-24T07:59:00Z");
}

BOOST_AUTO_TEST_CASE(a_token_of_the_future_is_refused_but_for_the_skew_of_clocks)
{
    BOOST_TEST(why_not(R"("nbf":1795507260,"iat":1795507260)") == "");
    BOOST_TEST(why_not(R"("nbf":1795507261)") ==
               "the token is not valid before 2026-11-24T08:01:01Z");
    BOOST_TEST(why_not(R"("iat":1795507261)") ==
               "the token was issued in the future, at 2026-11-24T08:01:01Z");
}

BOOST_AUTO_TEST_CASE(times_are_numbers_in_the_range_of_times)
{
    for (const std::string wrong : {R"("1795510800")", "null", "true", "-1", "1e17", "1e300",
                                    "253402300800", "[1795510800]", "{}"})
        BOOST_TEST(why_not(R"("exp":)" + wrong) ==
                       "the token's claim 'exp' must be a time in seconds since 1970",
                   wrong);
}

BOOST_AUTO_TEST_CASE(the_issuer_must_be_known)
{
    BOOST_TEST(why_not(R"("iss":"https://login.example.com")") ==
               "the token is of the issuer 'https://login.example.com', which is not known here");
    BOOST_TEST(why_not(R"("iss":"HTTPS://login.example.com/")") ==
               "the token is of the issuer 'HTTPS://login.example.com/', which is not known here");
    BOOST_TEST(why_not(R"("iss":["https://login.example.com/"])") ==
               "the token's claim 'iss' must be a text");
    BOOST_TEST(why_not("", {.issuers = {}, .audiences = {"enroll"}, .tenants = {}}) ==
               "the token is of the issuer 'https://login.example.com/', which is not known here");
}

BOOST_AUTO_TEST_CASE(the_audience_must_be_this_service)
{
    BOOST_TEST(why_not(R"("aud":["other","enroll"])") == "");
    BOOST_TEST(why_not(R"("aud":["other"])") ==
               "the token is for the audience 'other', which is not this service");
    BOOST_TEST(why_not(R"("aud":[])") ==
               "the token is for the audience '', which is not this service");
    BOOST_TEST(why_not(R"("aud":{"enroll":1})") ==
               "the token's claim 'aud' must be a text or an array of texts");
    BOOST_TEST(why_not(R"("aud":["enroll",1])") ==
               "the token's claim 'aud' must be a text or an array of texts");
    BOOST_TEST(why_not("", {.issuers = expected().issuers, .audiences = {}, .tenants = {}}) ==
               "the token is for the audience 'enroll', which is not this service");
}

BOOST_AUTO_TEST_CASE(uuids_compare_without_case)
{
    auto entra = expected();
    entra.audiences = {"api://ABCDEF00-0000-4000-8000-00000000000A"};
    entra.issuers = {"https://sts.windows.net/{tenantid}/"};
    entra.tenants = {"0A1B2C3D-0000-4000-8000-000000000001"};
    const std::string audience = R"("aud":"api://abcdef00-0000-4000-8000-00000000000a",)";
    const std::string tenant = R"("tid":"0a1b2c3d-0000-4000-8000-000000000001",)";
    const std::string issuer =
        R"("iss":"https://sts.windows.net/0A1B2c3d-0000-4000-8000-000000000001/")";
    BOOST_TEST(why_not(audience + tenant + issuer, entra) == "");
    BOOST_TEST(
        why_not(R"("aud":"API://abcdef00-0000-4000-8000-00000000000a",)" + tenant + issuer, entra)
            .starts_with("the token is for the audience 'API://"));
}

BOOST_AUTO_TEST_CASE(the_tenant_must_be_known_and_be_the_issuers)
{
    auto entra = expected();
    entra.issuers = {"https://sts.windows.net/{tenantid}/"};
    entra.tenants = {"0a1b2c3d-0000-4000-8000-000000000001"};
    const auto token = [](const std::string& tenant, const std::string& issuer) {
        return R"("tid":")" + tenant + R"(","iss":"https://sts.windows.net/)" + issuer + R"(/")";
    };
    const std::string ours = entra.tenants.front();
    const std::string other = "0a1b2c3d-0000-4000-8000-000000000002";
    BOOST_TEST(why_not(token(ours, ours), entra) == "");
    BOOST_TEST(why_not(token(other, other), entra) ==
               "the token is of the tenant '" + other + "', which is not known here");
    BOOST_TEST(why_not(token(ours, other), entra).find("is of the issuer") != std::string::npos);
    BOOST_TEST(why_not(token("x/../y", "x/../y"), entra).find("is of the issuer") !=
               std::string::npos);
    BOOST_TEST(why_not(R"("iss":"https://sts.windows.net//")", entra).find("is of the issuer") !=
               std::string::npos);
    BOOST_TEST(why_not(R"("tid":7)", entra) == "the token's claim 'tid' must be a text");
}

BOOST_AUTO_TEST_CASE(a_claim_that_is_required_must_have_one_of_its_values)
{
    auto scoped = expected();
    scoped.required = {{"scp", {"mdm_delegation", "enroll"}}};
    BOOST_TEST(why_not(R"("scp":"mdm_delegation")", scoped) == "");
    BOOST_TEST(why_not(R"("scp":"openid mdm_delegation email")", scoped) == "");
    BOOST_TEST(why_not(R"("scp":["openid","enroll"])", scoped) == "");
    BOOST_TEST(why_not("", scoped) == "the token's claim 'scp' is absent");
    for (const std::string wrong : {R"("mdm_delegation2")", R"("")", "[]", "null", "{}", "true"})
        BOOST_TEST(why_not(R"("scp":)" + wrong, scoped) ==
                   "the token's claim 'scp' is not what is required here");
    scoped.required = {{"email_verified", {"true"}}};
    BOOST_TEST(why_not(R"("email_verified":true)", scoped) == "");
    BOOST_TEST(why_not(R"("email_verified":false)", scoped) ==
               "the token's claim 'email_verified' is not what is required here");
}

BOOST_AUTO_TEST_CASE(a_hostile_value_stays_on_its_line)
{
    BOOST_TEST(why_not(R"("iss":"a\nb\u0000")") ==
               "the token is of the issuer 'a?b?', which is not known here");
}

BOOST_AUTO_TEST_SUITE_END()
