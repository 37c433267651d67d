// What each test of a rule asks, through a rule that has no other.

#include "rules_fixture.h"

using namespace mdm;
using namespace mdm::admission;

BOOST_AUTO_TEST_SUITE(tests_test)

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
    // Of all its names the log has those that are on the list.
    const auto log = [](const std::string& rules) {
        return Rules(rules_from(rules), "en-US").admit(Step::issue, request(), now).error().log;
    };
    BOOST_TEST(log("deny_devices = ['CC:DD']") == "rule '1': devices: 'CC-DD'");
    BOOST_TEST(log("allow_devices = ['D2']") == "rule '1': devices: 'D1', 'AA-BB', 'CC-DD'");
}

BOOST_AUTO_TEST_SUITE_END()
