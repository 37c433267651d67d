#include "xcep/answer.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::xcep;

namespace {

const Time changed = time_from_seconds(1000);

Profile profile()
{
    return {.policy = {.common_name = "devices",
                       .validity = std::chrono::hours{24 * 365},
                       .renewal = std::chrono::hours{24 * 42},
                       .key = {.minimal_length = 2048}}};
}

/// Three policies: of any client, of client version 4, of server version 5.
Response three()
{
    Response response;
    response.oids = {{"1.1", OidGroup::hash, 1, "hash"},
                     {"2.1", OidGroup::hash, 11, "one"},
                     {"2.2", OidGroup::hash, 12, "two"},
                     {"2.3", OidGroup::hash, 13, "three"}};
    for (const int number : {1, 2, 3})
        response.policies.push_back({.oid_reference = 10 + number,
                                     .common_name = std::to_string(number),
                                     .validity = std::chrono::hours{2},
                                     .renewal = std::chrono::hours{1},
                                     .key = {.minimal_length = 2048}});
    response.policies[0].hash_reference = 1;
    response.policies[1].private_key_flags = 0x04000010;
    response.policies[2].private_key_flags = 0x00050010;
    BOOST_REQUIRE(check(response).has_value());
    return response;
}

/// The names of the policies that a request gets.
std::string names(const Request& request)
{
    std::string text;
    const auto response = answer(three(), request, changed);
    BOOST_TEST(check(response).has_value());
    for (const Policy& policy : response.policies)
        text += policy.common_name;
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(answer_test)

BOOST_AUTO_TEST_CASE(offers_one_policy_of_schema_three)
{
    auto wanted = profile();
    wanted.policy.key.minimal_length = 3072;
    wanted.policy.key.providers = {"TPM"};
    const auto response = offer({}, std::span(&wanted, 1)).value();
    BOOST_REQUIRE(response.policies.size() == 1U);
    const Policy& policy = response.policies.front();
    BOOST_TEST(policy.common_name == "devices");
    BOOST_TEST(policy.schema == 3U);
    BOOST_TEST(policy.key.minimal_length == 3072U);
    BOOST_TEST(policy.validity.count() == 31536000);
    BOOST_TEST(policy.renewal.count() == 3628800);
    BOOST_TEST(policy.key.providers.at(0) == "TPM");
    BOOST_TEST(policy.oid_reference == response.oids.at(0).reference);
    BOOST_TEST(policy.hash_reference.value() == response.oids.at(0).reference);
}

BOOST_AUTO_TEST_CASE(names_the_hashes_as_windows_knows_them)
{
    const auto oid = [](const std::string& hash) {
        auto wanted = profile();
        wanted.hash = hash;
        const auto response = offer({}, std::span(&wanted, 1)).value();
        return response.oids.at(0).value + " " + response.oids.at(0).default_name;
    };
    BOOST_TEST(oid("sha256") == "2.16.840.1.101.3.4.2.1 szOID_NIST_sha256");
    BOOST_TEST(oid("sha384") == "2.16.840.1.101.3.4.2.2 szOID_NIST_sha384");
    BOOST_TEST(oid("sha512") == "2.16.840.1.101.3.4.2.3 szOID_NIST_sha512");
    BOOST_TEST(oid("sha1") == "1.3.14.3.2.29 szOID_OIWSEC_sha1RSASign");
}

BOOST_AUTO_TEST_CASE(refuses_a_profile_that_cannot_be_offered)
{
    auto unknown = profile();
    unknown.hash = "md5";
    BOOST_TEST(offer({}, std::span(&unknown, 1)).error().message ==
               "unknown hash 'md5': expected sha256, sha384, sha512 or sha1");
    auto endless = profile();
    endless.policy.renewal = {};
    BOOST_TEST(offer({}, std::span(&endless, 1)).error().message ==
               "policy 'devices': the validity and the renewal period must be longer than nothing");
}

BOOST_AUTO_TEST_CASE(without_a_filter_everything_is_told)
{
    const auto response = answer(three(), {}, changed);
    BOOST_TEST(!response.not_changed);
    BOOST_TEST(response.policies.size() == 3U);
    BOOST_TEST(response.oids.size() == 4U);
}

BOOST_AUTO_TEST_CASE(who_has_the_last_change_is_told_so_and_nothing_else)
{
    for (const std::int64_t second : {1000, 1001}) {
        const auto response = answer(three(), {.last_update = time_from_seconds(second)}, changed);
        BOOST_TEST(response.not_changed);
        BOOST_TEST(response.policies.empty());
        BOOST_TEST(response.oids.empty());
    }
    BOOST_TEST(names({.last_update = time_from_seconds(999)}) == "123");
}

BOOST_AUTO_TEST_CASE(filters_by_the_oid_of_the_policy)
{
    BOOST_TEST(names({.oids = {{"2.3", "2.1", "9.9"}}}) == "13");
    BOOST_TEST(names({.oids = {{"1.1"}}}) == "");
    const auto response = answer(three(), {.oids = {{"2.1"}}}, changed);
    BOOST_REQUIRE(response.oids.size() == 2U);
    BOOST_TEST(response.oids[0].reference == 1);
    BOOST_TEST(response.oids[1].reference == 11);
}

BOOST_AUTO_TEST_CASE(filters_by_the_versions_that_a_policy_needs)
{
    BOOST_TEST(names({.client_version = 3}) == "13");
    BOOST_TEST(names({.client_version = 4}) == "123");
    BOOST_TEST(names({.server_version = 4}) == "12");
    BOOST_TEST(names({.server_version = 5}) == "123");
    BOOST_TEST(names({.client_version = 0, .server_version = 0}) == "1");
    BOOST_TEST(names({.client_version = -1}) == "");
}

BOOST_AUTO_TEST_CASE(several_profiles_share_oids_and_authorities)
{
    const Authority authority{.uris = {{.uri = "https://x"}}, .certificate = {0x30, 0x00}};
    const Authority same = authority;
    std::vector<Profile> profiles(2, profile());
    profiles[0].authority = &authority;
    profiles[1].policy.common_name = "hosts";
    profiles[1].oid = "1.2.3.4";
    profiles[1].key_algorithm = "1.2.840.10045.3.1.7";
    profiles[1].authority = &same;
    const auto response = offer({.friendly_name = "Example"}, profiles).value();
    BOOST_REQUIRE(response.policies.size() == 2U);
    BOOST_TEST(response.friendly_name == "Example");
    BOOST_TEST(response.authorities.size() == 1U);
    BOOST_TEST(response.policies[1].authorities == std::vector{0});
    BOOST_REQUIRE(response.oids.size() == 3U);
    BOOST_TEST(response.oids[1].default_name == "hosts");
    BOOST_TEST((response.oids[1].group == OidGroup::enrollment));
    BOOST_TEST(response.oids[2].default_name == "szOID_ECC_CURVE_P256");
    BOOST_TEST(response.policies[0].oid_reference == 0);
    BOOST_TEST(response.policies[1].oid_reference == 1);
    BOOST_TEST(response.policies[1].hash_reference.value() == 0);

    const auto first = answer(response, {.oids = {{"2.16.840.1.101.3.4.2.1"}}}, changed);
    BOOST_TEST(first.policies.size() == 1U);
    BOOST_TEST(first.oids.size() == 1U);
    BOOST_TEST(first.authorities.size() == 1U);
    BOOST_TEST(answer(response, {.oids = {{"9"}}}, changed).authorities.empty());
}

BOOST_AUTO_TEST_CASE(where_nobody_knows_the_last_change_everything_is_told)
{
    const auto response = answer(three(), {.last_update = time_from_seconds(2000)}, std::nullopt);
    BOOST_TEST(!response.not_changed);
    BOOST_TEST(response.policies.size() == 3U);
}

BOOST_AUTO_TEST_SUITE_END()
