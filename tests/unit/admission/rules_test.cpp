#include "admission/rules.h"

#include "config/settings.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::admission;
using config::Step;

namespace {

std::string text_of(const Result<config::Settings>& settings)
{
    return settings ? "" : settings.error().message;
}

const Time now = parse_time("2026-11-25T12:00:00Z").value();

config::Admission rules_from(const std::string& rules)
{
    const auto settings = config::parse("[[admission.rules]]\n" + rules, "");
    BOOST_REQUIRE_MESSAGE(settings.has_value(), text_of(settings));
    return settings->admission;
}

record::Record request(record::Kind kind = record::Kind::issue)
{
    record::Record record;
    record.kind = kind;
    record.identity = {.method = "onpremise", .user = "alice@example.com", .groups = {"Staff"}};
    record.device = {{"DeviceID", {"D1"}},
                     {"DeviceType", {"CIMClient_Windows"}},
                     {"OSVersion", {"10.0.22631.1"}},
                     {"OSEdition", {"4"}},
                     {"EnrollmentType", {"Full"}},
                     {"MAC", {"AA-BB", "CC-DD"}}};
    return record;
}

record::Record renewal()
{
    auto record = request(record::Kind::renew);
    record.identity = {.method = "renewal", .user = "alice@example.com"};
    return record;
}

/// "SUBCODE/DETAIL: REASON"; empty where the request is let through.
std::string verdict(const std::string& rules, const record::Record& record = request(),
                    std::optional<Step> step = {})
{
    const auto some = rules_from(rules);
    const auto admitted =
        Rules(some, "en-US").admit(step ? *step : step_of(record).value(), record, now);
    if (admitted)
        return "";
    const auto& fault = admitted.error().fault;
    const auto detail = fault.error_type ? fault::to_text(*fault.error_type) : "";
    return std::string(fault::to_text(fault.subcode)).append("/").append(detail) + ": " +
           fault.reason;
}

std::string code(const std::string& rules, const record::Record& record = request(),
                 std::optional<Step> step = {})
{
    const auto text = verdict(rules, record, step);
    return text.substr(0, text.find(':'));
}

record::Record with(const std::string& name, const std::string& value)
{
    auto record = request();
    for (auto& [key, values] : record.device)
        if (key == name) {
            values = {value};
            return record;
        }
    record.device.emplace_back(name, std::vector{value});
    return record;
}

record::Record without(const std::string& name)
{
    auto record = request();
    std::erase_if(record.device, [&](const auto& fact) { return fact.first == name; });
    return record;
}

} // namespace

BOOST_AUTO_TEST_SUITE(rules_test)

BOOST_AUTO_TEST_CASE(maintenance_lasts_from_one_time_until_another)
{
    BOOST_TEST(code("maintenance = true") == "EnrollmentServer/InMaintenance");
    BOOST_TEST(code("maintenance = false") == "");
    BOOST_TEST(verdict("maintenance = { until = 2026-11-25T12:00:01Z }") ==
               "EnrollmentServer/InMaintenance: the service is being maintained until "
               "2026-11-25T12:00:01Z: try again later");
    BOOST_TEST(code("maintenance = { until = 2026-11-25T12:00:00Z }") == "");
    BOOST_TEST(code("maintenance = { from = 2026-11-25T12:00:00Z }") ==
               "EnrollmentServer/InMaintenance");
    BOOST_TEST(code("maintenance = { from = 2026-11-25T12:00:01Z }") == "");
    BOOST_TEST(code("maintenance = true", renewal()) == "EnrollmentServer/InMaintenance");
}

BOOST_AUTO_TEST_CASE(a_user_is_on_one_of_the_lists_or_a_group_is)
{
    BOOST_TEST(code("allow_users = ['ALICE@example.com']") == "");
    BOOST_TEST(code("allow_users = ['bob@example.com']") == "Authorization/");
    BOOST_TEST(code("allow_users = ['bob']\nallow_groups = ['staff']") == "");
    BOOST_TEST(code("allow_groups = ['staff']\ndeny_users = ['alice@*']") == "Authorization/");
    BOOST_TEST(code("allow_users = ['*']\ndeny_groups = ['STAFF']") == "Authorization/");
    BOOST_TEST(code("allow_users = []") == "Authorization/");
    BOOST_TEST(code("deny_users = []") == "");
}

BOOST_AUTO_TEST_CASE(groups_are_not_known_where_a_certificate_proves_a_renewal)
{
    BOOST_TEST(code("allow_groups = ['staff']", renewal()) == "");
    BOOST_TEST(code("deny_groups = ['staff']", renewal()) == "");
    BOOST_TEST(code("deny_users = ['alice@*']", renewal()) == "Authorization/");
    BOOST_TEST(code("allow_users = ['bob']", renewal()) == "Authorization/");
    auto policy = renewal();
    policy.kind = record::Kind::policy;
    BOOST_TEST(code("licensed_users = []\nkinds = ['policy']", policy) == "");
    BOOST_TEST(code("deny_users = ['*']", policy) == "Authorization/");
}

BOOST_AUTO_TEST_CASE(licences_are_on_a_list_or_known_to_a_program)
{
    BOOST_TEST(code("licensed_users = ['bob']") == "Authorization/UserLicense");
    BOOST_TEST(code("licensed_users = ['alice@*']\nlicense_command = ['/bin/false']") == "");
    BOOST_TEST(code("licensed_users = ['bob']\nlicense_command = ['/bin/true']") == "");
    BOOST_TEST(verdict("license_command = ['/bin/false']") ==
               "Authorization/UserLicense: you have no licence for device management");
    BOOST_TEST(code("license_command = ['/no/such']") == "EnrollmentServer/");
    BOOST_TEST(code("licensed_users = []", renewal()) == "");
}

BOOST_AUTO_TEST_CASE(every_list_of_a_device_must_let_it_through)
{
    const std::string rule = "allow_device_types = ['CIMClient_Windows']\n"
                             "allow_os_editions = ['Enterprise', '48']\n";
    BOOST_TEST(code(rule) == "");
    BOOST_TEST(verdict(rule, with("OSEdition", "101")) ==
               "Authorization/DeviceNotSupported: OSEdition '101' is not taken here");
    BOOST_TEST(code(rule, with("DeviceType", "WindowsPhone")) ==
               "Authorization/DeviceNotSupported");
    BOOST_TEST(code(rule, without("OSEdition")) == "Authorization/DeviceNotSupported");
    BOOST_TEST(code("deny_os_editions = ['101']", without("OSEdition")) == "");
    BOOST_TEST(code(rule, renewal()) == "");
}

BOOST_AUTO_TEST_CASE(versions_compare_as_far_as_the_bound_goes)
{
    BOOST_TEST(code("least_os_version = '10.0.22631'") == "");
    BOOST_TEST(code("least_os_version = '10.0.22631.2'") == "Authorization/DeviceNotSupported");
    BOOST_TEST(code("most_os_version = '10.0.22631'") == "");
    BOOST_TEST(code("most_os_version = '10.0'") == "");
    BOOST_TEST(code("most_os_version = '10.0.9999'") == "Authorization/DeviceNotSupported");
    BOOST_TEST(code("least_os_version = '10'", with("OSVersion", "6.3.9600.1")) ==
               "Authorization/DeviceNotSupported");
    for (const char* version : {"", "ten", "10.", "10.0x", "99999999999999999999999"})
        BOOST_TEST(verdict("least_os_version = '10'", with("OSVersion", version)) ==
                   "Authorization/DeviceNotSupported: OSVersion '" + std::string(version) +
                       "' is not a version of Windows");
}

BOOST_AUTO_TEST_CASE(discovery_asks_of_what_is_told_there)
{
    record::Record nothing;
    record::Record phone;
    phone.device = {{"DeviceType", {"WindowsPhone"}}};
    const std::string rule = "allow_device_types = ['CIMClient_Windows']\nleast_os_version = '10'";
    BOOST_TEST(code(rule, nothing, Step::discover) == "");
    BOOST_TEST(code(rule, phone, Step::discover) == "Authorization/DeviceNotSupported");
    BOOST_TEST(code("maintenance = true", nothing, Step::discover) ==
               "EnrollmentServer/InMaintenance");
    BOOST_TEST(code("maintenance = true\nexcept = { groups = ['it'] }", nothing, Step::discover) ==
               "");
    BOOST_TEST(code("maintenance = true\nfor = { device_types = ['WindowsPhone'] }", phone,
                    Step::discover) == "EnrollmentServer/InMaintenance");
}

BOOST_AUTO_TEST_CASE(ways_to_enroll_that_are_not_offered)
{
    BOOST_TEST(code("allow_enrollment_types = ['full']") == "");
    BOOST_TEST(code("deny_enrollment_types = ['Full']") == "Authorization/NotSupported");
    BOOST_TEST(code("allow_sign_ins = ['OnPremise']") == "");
    BOOST_TEST(code("allow_sign_ins = ['Federated']") == "Authorization/NotSupported");
    BOOST_TEST(code("allow_sign_ins = ['Federated']\nkinds = ['renew']", renewal()) == "");
}

BOOST_AUTO_TEST_CASE(enrollment_data)
{
    const std::string invalid = "Authorization/InvalidEnrollmentData";
    BOOST_TEST(code("enrollment_data_required = true") == invalid);
    BOOST_TEST(code("enrollment_data_required = true", with("EnrollmentData", " ")) == invalid);
    BOOST_TEST(code("enrollment_data_required = true", with("EnrollmentData", "x")) == "");
    BOOST_TEST(code("allow_enrollment_data = ['x']", with("EnrollmentData", " x\n")) == "");
    BOOST_TEST(code("allow_enrollment_data = ['x']", with("EnrollmentData", "y")) == invalid);
    BOOST_TEST(code("allow_enrollment_data = ['x']") == invalid);
    BOOST_TEST(
        verdict("allow_enrollment_data = ['x']", with("EnrollmentData", "secret")).find("secret") ==
        std::string::npos);
}

BOOST_AUTO_TEST_CASE(devices_are_known_by_any_of_their_names)
{
    BOOST_TEST(code("allow_devices = ['d1']") == "");
    BOOST_TEST(code("allow_devices = ['cc:dd']") == "");
    BOOST_TEST(code("allow_devices = ['SER1']", with("SerialNumber", "ser1")) == "");
    BOOST_TEST(code("allow_devices = ['D2']") == "Authorization/");
    BOOST_TEST(code("deny_devices = ['D1']") == "Authorization/");
    BOOST_TEST(code("deny_devices = ['D1']", renewal()) == "Authorization/");
    BOOST_TEST(code("allow_devices = ['D2']", renewal()) == "");
    BOOST_TEST(code("allow_devices = ['H']", with("HWDevID", "H")) == "Authorization/");
}

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
