#include "config/admission.h"

#include "config/settings.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::config;

namespace {

std::string text_of(const Result<config::Settings>& settings)
{
    return settings ? "" : settings.error().message;
}

Result<Settings> parsed(const std::string& rule)
{
    return parse("[[admission.rules]]\n" + rule, "/etc/kit");
}

Rule rule(const std::string& text)
{
    const auto settings = parsed(text);
    BOOST_REQUIRE_MESSAGE(settings.has_value(), text_of(settings));
    return settings->admission.rules.front();
}

std::string complaint(const std::string& text)
{
    return text_of(parsed(text));
}

bool says(const std::string& text, const std::string& part)
{
    return complaint(text).find(part) != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(admission_test)

BOOST_AUTO_TEST_CASE(without_rules_there_are_none)
{
    BOOST_TEST(parse("", "").value().admission.rules.empty());
    BOOST_TEST(parse("[admission]\n", "").value().admission.rules.empty());
}

BOOST_AUTO_TEST_CASE(a_rule_without_a_name_is_called_by_its_number)
{
    const auto settings = parse("[[admission.rules]]\nmaintenance = true\n"
                                "[[admission.rules]]\nname = 'caps'\ndevice_cap = 1\n"
                                "[[admission.rules]]\nmaintenance = false\n",
                                "")
                              .value();
    const auto& rules = settings.admission.rules;
    BOOST_REQUIRE(rules.size() == 3U);
    BOOST_TEST((rules[0].name == "1" && rules[1].name == "caps" && rules[2].name == "3"));
    BOOST_TEST((rules[0].maintenance->on && !rules[2].maintenance->on));
}

BOOST_AUTO_TEST_CASE(a_list_stands_in_the_file_or_in_one_of_its_own)
{
    const auto both = rule("allow_users = ['a', 'b']\ndeny_users = { file = 'bad' }\n");
    BOOST_REQUIRE(both.lists.size() == 2U);
    BOOST_TEST((both.lists[0].allow && both.lists[0].list.items.size() == 2U));
    BOOST_TEST((!both.lists[1].allow && both.lists[1].list.file == "/etc/kit/bad"));
    BOOST_TEST(says("allow_users = { path = 'x' }", "allow_users must be an array of texts, or "));
    BOOST_TEST(says("allow_users = { file = 'x', more = 1 }", "allow_users must be an array of"));
    BOOST_TEST(says("allow_users = 'x'", "allow_users must be an array of texts"));
}

BOOST_AUTO_TEST_CASE(times_of_maintenance_have_an_offset)
{
    const auto window = rule("maintenance = { from = 2026-12-24T18:00:00+01:00, "
                             "until = 2026-12-25T00:00:00Z }")
                            .maintenance.value();
    BOOST_TEST(to_text(window.from.value()) == "2026-12-24T17:00:00Z");
    BOOST_TEST(to_text(window.until.value()) == "2026-12-25T00:00:00Z");
    BOOST_TEST(says("maintenance = { from = 2026-12-24T18:00:00 }", "times such as 2026-12-24T18"));
    BOOST_TEST(says("maintenance = { from = 2026-12-24T18:00:00Z, until = 2026-12-24T18:00:00Z }",
                    "must be over after it begins"));
}

BOOST_AUTO_TEST_CASE(caps_are_those_of_groups_or_else_one)
{
    const auto cap = rule("device_cap = 3\ngroup_caps = { 'cn=it,dc=x' = 50 }").cap.value();
    BOOST_TEST(cap.devices == 3U);
    BOOST_TEST((cap.groups.front() == std::pair<std::string, std::size_t>("cn=it,dc=x", 50)));
    BOOST_TEST(says("group_caps = { it = 1 }", "device_cap must be there beside group_caps"));
    BOOST_TEST(says("device_cap = 3\nkinds = ['renew']", "kinds must be [\"issue\"]"));
    BOOST_TEST(says("device_cap = -1", "device_cap must be a whole number"));
}

BOOST_AUTO_TEST_CASE(a_rule_tests_one_thing)
{
    BOOST_TEST(says("name = 'x'", "rule 'x' tests nothing"));
    BOOST_TEST(says("name = 'x'\ndevice_cap = 3\nallow_users = []",
                    "rule 'x' has both device_cap and allow_users, which end in different faults"));
    BOOST_TEST(complaint("allow_device_types = []\nleast_os_version = '10.0'").empty());
    BOOST_TEST(says("name = ''\nmaintenance = true", "name must be a text of 1 to 100 bytes"));
    BOOST_TEST(says("maintenance = true\nlimit = 3", "unknown key 'limit'"));
    BOOST_TEST(says("maintenance = true\nexcept = { user = [] }", "unknown key 'user'"));
}

BOOST_AUTO_TEST_CASE(words_are_checked)
{
    BOOST_TEST(says("allow_os_editions = ['Home']", "numbers, in quotes, and of Enterprise,"));
    BOOST_TEST(complaint("allow_os_editions = ['enterprises', '48']").empty());
    BOOST_TEST(says("allow_sign_ins = ['Password']", "allow_sign_ins must be an array of \"OnP"));
    BOOST_TEST(says("least_os_version = 'ten'", "least_os_version must be a text such as"));
    BOOST_TEST(says("command = []", "command must be an array: the path of a program"));
    BOOST_TEST((rule("command = ['ask', '-v']").command->words.front() == "/etc/kit/ask"));
    BOOST_TEST(says("maintenance = true\ntime_limit_seconds = 3", "unknown key"));
}

BOOST_AUTO_TEST_CASE(a_rule_is_asked_of_what_fits_it)
{
    const auto steps = [](const std::string& text) {
        std::string words;
        for (const Step step : {Step::discover, Step::policy, Step::issue, Step::renew})
            if (is_asked(rule(text), step))
                words.append(to_text(step)).append(" ");
        return words;
    };
    BOOST_TEST(steps("maintenance = true") == "discover policy issue renew ");
    BOOST_TEST(steps("deny_users = []") == "policy issue renew ");
    BOOST_TEST(steps("licensed_users = []") == "issue ");
    BOOST_TEST(steps("least_os_version = '10'") == "discover issue ");
    BOOST_TEST(steps("allow_devices = []") == "issue ");
    BOOST_TEST(steps("deny_devices = []") == "issue renew ");
    BOOST_TEST(steps("device_cap = 1") == "issue ");
    BOOST_TEST(steps("licensed_users = []\nkinds = ['policy', 'renew']") == "policy renew ");
    BOOST_TEST(says("deny_users = []\nkinds = ['discover']", "nothing of this is known there"));
    BOOST_TEST(says("deny_devices = []\nkinds = ['policy']", "nothing of this is known there"));
    BOOST_TEST(says("deny_users = []\nkinds = ['sign']", "kinds must be an array of"));
}

BOOST_AUTO_TEST_CASE(a_reason_is_a_text_or_one_a_language)
{
    BOOST_TEST(rule("maintenance = true\nreason = 'Soon.'").reasons.front().second == "Soon.");
    const auto reasons = rule("maintenance = true\nreason = { de = 'Bald.' }").reasons;
    BOOST_TEST((reasons.front() == std::pair<std::string, std::string>("de", "Bald.")));
    BOOST_TEST(says("maintenance = true\nreason.de = ['a', 'b']", "reason must be a text, or a"));
}

BOOST_AUTO_TEST_SUITE_END()
