#include "rules_fixture.h"

using namespace mdm;
using namespace mdm::admission;

BOOST_AUTO_TEST_SUITE(rules_test)

BOOST_AUTO_TEST_CASE(a_rule_is_for_some_and_not_for_others)
{
    BOOST_TEST(code("maintenance = true\nfor = { groups = ['other'] }") == "");
    BOOST_TEST(code("maintenance = true\nfor = { groups = ['staff'] }") != "");
    BOOST_TEST(code("maintenance = true\nexcept = { users = ['*@example.com'] }") == "");
    BOOST_TEST(code("maintenance = true\nexcept = { users = ['bob'] }") != "");
    BOOST_TEST(code("maintenance = true\nfor = { enrollment_types = ['Full'] }\n"
                    "except = { groups = ['staff'] }") == "");
    BOOST_TEST(code("maintenance = true\nkinds = ['renew']") == "");
}

BOOST_AUTO_TEST_CASE(before_anybody_has_signed_in_only_maintenance_is_asked)
{
    const auto early = [](const std::string& rules) {
        const auto some = rules_from(rules);
        return !Rules(some, "en").admit_anybody(Step::issue, {}, now).has_value();
    };
    BOOST_TEST(early("maintenance = true"));
    BOOST_TEST(!early("maintenance = true\nkinds = ['renew']"));
    BOOST_TEST(!early("maintenance = true\nexcept = { groups = ['it'] }"));
    BOOST_TEST(!early("maintenance = true\nfor = { users = ['x'] }"));
    BOOST_TEST(!early("deny_users = ['*']"));
}

BOOST_AUTO_TEST_CASE(the_first_rule_that_objects_decides)
{
    const auto some = rules_from("name = 'a'\nallow_users = ['*']\n"
                                 "[[admission.rules]]\nname = 'b'\nlicensed_users = []\n"
                                 "[[admission.rules]]\nname = 'c'\ndeny_users = ['*']\n");
    const auto admitted = Rules(some, "en-US").admit(Step::issue, request(), now);
    BOOST_REQUIRE(!admitted.has_value());
    BOOST_TEST(admitted.error().rule == "b");
    BOOST_TEST(admitted.error().log == "rule 'b': licensed_users: 'alice@example.com'");
}

BOOST_AUTO_TEST_CASE(a_list_that_is_not_there_is_the_servers_fault)
{
    const auto text = verdict("allow_users = { file = '/no/such/list' }");
    BOOST_TEST(text.starts_with("EnrollmentServer/: "));
    BOOST_TEST(text.find("/no/such") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_reason_is_in_the_language_of_the_device_where_there_is_one)
{
    const std::string rule = "maintenance = true\n"
                             "reason = { en-US = 'Later.', de = 'Spaeter.', fr-CA = 'Plus tard.' }";
    const auto said = [&](const std::string& locale) {
        const auto some = rules_from(rule);
        const auto verdict =
            Rules(some, "en-US").admit(Step::issue, with("Locale", locale), now).error();
        return verdict.fault.language + ": " + verdict.fault.reason;
    };
    BOOST_TEST(said("de-AT") == "de: Spaeter.");
    BOOST_TEST(said("FR") == "fr-CA: Plus tard.");
    BOOST_TEST(said("es-ES") == "en-US: Later.");
    BOOST_TEST(verdict("maintenance = true\nreason = 'Soon.'") ==
               "EnrollmentServer/InMaintenance: Soon.");
}

BOOST_AUTO_TEST_CASE(the_words_of_a_program_go_before_the_reason_of_the_rule)
{
    const std::string rule = "reason = 'Ours.'\ncommand = ['/bin/sh', '-c', ";
    BOOST_TEST(verdict(rule + "'echo Theirs.; exit 1']") ==
               "Authorization/CustomServerError: Theirs.");
    BOOST_TEST(verdict(rule + "'exit 1']") == "Authorization/CustomServerError: Ours.");
    BOOST_TEST(verdict(rule + "'exit 7']").starts_with("EnrollmentServer/: "));
    BOOST_TEST(code(rule + "'exit 1']", renewal()) == "");
}

BOOST_AUTO_TEST_CASE(the_smallest_cap_counts_and_the_most_of_the_groups)
{
    const auto cap = [](const std::string& rules, const record::Record& record = request()) {
        const auto some = rules_from(rules);
        const auto found = cap_of(some, record, "en-US");
        return found ? found->objection.rule + std::to_string(found->devices) : "";
    };
    BOOST_TEST(cap("maintenance = true") == "");
    BOOST_TEST(cap("name = 'a'\ndevice_cap = 5") == "a5");
    BOOST_TEST(cap("name = 'a'\ndevice_cap = 5\ngroup_caps = { staff = 2, it = 9 }") == "a2");
    BOOST_TEST(cap("name = 'a'\ndevice_cap = 5\ngroup_caps = { STAFF = 8, staff = 6 }") == "a8");
    BOOST_TEST(cap("name = 'a'\ndevice_cap = 5\n[[admission.rules]]\nname = 'b'\ndevice_cap = 3\n"
                   "for = { enrollment_types = ['Full'] }") == "b3");
    BOOST_TEST(cap("name = 'a'\ndevice_cap = 5\nexcept = { groups = ['staff'] }") == "");
    BOOST_TEST(cap("name = 'a'\ndevice_cap = 5", renewal()) == "");
    BOOST_TEST(cap("name = 'a'\ndevice_cap = 5", request(record::Kind::policy)) == "");
}

BOOST_AUTO_TEST_SUITE_END()
