#include "invite/registry_file.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::invite;

namespace {

/// The lines of a file that is UTF-16LE with a byte order mark and CRLF.
std::string lines_of(const std::string& file)
{
    std::string text;
    BOOST_TEST(file.substr(0, 2) == "\xFF\xFE");
    BOOST_TEST(file.size() % 2 == 0U);
    for (std::size_t i = 2; i < file.size(); i += 2) {
        BOOST_TEST(file[i + 1] == '\0');
        if (file[i] == '\r')
            BOOST_TEST(file[i + 2] == '\n');
        else
            text += file[i];
    }
    return text;
}

const std::string begin = "Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\"
                          "Policies\\Microsoft\\Windows\\CurrentVersion\\MDM]\n";

} // namespace

BOOST_AUTO_TEST_SUITE(registry_file_test)

BOOST_AUTO_TEST_CASE(each_policy_has_its_values)
{
    const std::pair<const char*, const char*> policies[] = {
        {"forbid", "\"DisableRegistration\"=dword:00000001\n\n"},
        {"allow", "\"DisableRegistration\"=-\n\n"},
        {"auto-enroll-user",
         "\"AutoEnrollMDM\"=dword:00000001\n\"UseAADCredentialType\"=dword:00000001\n\n"},
        {"auto-enroll-device",
         "\"AutoEnrollMDM\"=dword:00000001\n\"UseAADCredentialType\"=dword:00000002\n\n"},
        {"no-auto-enroll",
         "\"AutoEnrollMDM\"=-\n\"UseAADCredentialType\"=-\n\"MDMApplicationId\"=-\n\n"}};
    for (const auto& [word, values] : policies)
        BOOST_TEST(lines_of(registry_file(policy_from(word).value(), "").value()) ==
                   begin + values);
}

BOOST_AUTO_TEST_CASE(an_application_id_cannot_add_a_line)
{
    const auto file = registry_file(Policy::auto_enroll_user, "a\"b\\c").value();
    BOOST_TEST(lines_of(file).ends_with("\"MDMApplicationId\"=\"a\\\"b\\\\c\"\n\n"));
    BOOST_TEST(!registry_file(Policy::auto_enroll_user, "a\nb").has_value());
    BOOST_TEST(!registry_file(Policy::auto_enroll_user, std::string(257, 'a')).has_value());
    BOOST_TEST(registry_file(Policy::forbid, "a").error().message ==
               "an application id goes with automatic enrollment alone");
}

BOOST_AUTO_TEST_CASE(other_policies_are_refused)
{
    BOOST_TEST(policy_from("Forbid").error().message ==
               "'Forbid' is none of forbid, allow, auto-enroll-user, auto-enroll-device, "
               "no-auto-enroll");
}

BOOST_AUTO_TEST_SUITE_END()
