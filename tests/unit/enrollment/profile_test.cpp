#include "enrollment/profile.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

namespace {

config::Settings settings(const std::string& toml)
{
    return config::parse(toml, "").value();
}

record::Record asked(const std::string& user, const std::vector<std::string>& groups,
                     const std::string& type)
{
    record::Record made;
    made.identity = record::Identity{.method = "onpremise", .user = user, .groups = groups};
    made.device = {{"EnrollmentType", {type}}, {"DeviceType", {"CIMClient_Windows"}}};
    return made;
}

const std::string three = "[[profiles]]\nname = 'kiosk'\nfor = { enrollment_types = ['Device'], "
                          "users = ['*@example.com'] }\n"
                          "[[profiles]]\nname = 'staff'\nfor = { groups = ['Staff'] }\n"
                          "[[profiles]]\nname = 'none'\nfor = { users = [] }\n"
                          "[profile]\n";

std::string selected(const record::Record& record, const std::string& toml = three)
{
    const auto all = settings(toml);
    const auto profile = enrollment::select_profile(all, record);
    return profile ? (*profile)->name : profile.error().log;
}

std::string in_reach(const record::Identity& identity, const std::string& toml = three)
{
    const auto all = settings(toml);
    const auto profiles = enrollment::profiles_in_reach(all, identity);
    if (!profiles)
        return profiles.error().log;
    std::string names;
    for (const auto* profile : *profiles)
        names += profile->name + " ";
    return names;
}

} // namespace

BOOST_AUTO_TEST_SUITE(profile_test)

BOOST_AUTO_TEST_CASE(the_first_that_lets_user_and_device_through)
{
    BOOST_TEST(selected(asked("Al@EXAMPLE.com", {"staff"}, "device")) == "kiosk");
    BOOST_TEST(selected(asked("al@example.com", {"other", "staff"}, "Full")) == "staff");
    BOOST_TEST(selected(asked("al@sub.example.com", {}, "Device")) == "default");
    BOOST_TEST(selected(asked("example.com", {}, "Device")) == "default");
    BOOST_TEST(selected(asked("", {}, "")) == "default");
    BOOST_TEST(selected({}) == "default");
}

BOOST_AUTO_TEST_CASE(without_profile_who_else_comes_is_refused)
{
    const std::string strict = "[[profiles]]\nname = 'a'\nfor = { device_types = ['Phone'] }\n";
    BOOST_TEST(selected(asked("al@example.com", {}, "Full"), strict) ==
               "no certificate profile is for this user and device");
    const auto all = settings(strict);
    const auto refused = enrollment::select_profile(all, {});
    BOOST_CHECK(refused.error().fault.subcode == fault::Subcode::certificate_request);
}

BOOST_AUTO_TEST_CASE(a_renewal_keeps_its_profile)
{
    auto renewal = asked("al@example.com", {}, "Full");
    renewal.renews = record::Renews{.serial = "01", .certificate = {}, .profile = "staff"};
    BOOST_TEST(selected(renewal) == "staff");
    renewal.renews->profile = "gone";
    BOOST_TEST(selected(renewal) == "default");
}

BOOST_AUTO_TEST_CASE(those_in_reach_end_where_the_device_no_longer_matters)
{
    BOOST_TEST(in_reach({.method = "", .user = "al@example.com"}) == "kiosk default ");
    BOOST_TEST(in_reach({.method = "", .user = "al@example.com", .groups = {"Staff"}}) ==
               "kiosk staff ");
    BOOST_TEST(in_reach({.method = "", .user = "al@example.net"}) == "default ");
    BOOST_TEST(in_reach({.method = "renewal", .user = "al@example.com", .profile = "staff"}) ==
               "staff ");
    const std::string shut = "[[profiles]]\nname = 'a'\nfor = { device_types = [] }\n";
    BOOST_TEST(in_reach({.method = "", .user = "x"}, shut) ==
               "no certificate profile is for this user");
}

BOOST_AUTO_TEST_CASE(plain_clients_get_what_names_them_alone)
{
    const std::string both = "[[profiles]]\nname = 'linux'\nfor = { clients = ['wstep'] }\n"
                             "[[profiles]]\nname = 'all'\n"
                             "for = { clients = ['mdm', 'wstep'], groups = ['G'] }\n[profile]\n";
    auto plain = asked("al@example.com", {}, "Full");
    plain.request =
        record::CertificateQuery{.token_type = "http://docs.oasis-open.org/wss/2004/01/"
                                               "oasis-200401-wss-x509-token-profile-1.0#X509v3"};
    BOOST_TEST(
        selected(plain) ==
        "no certificate profile is for this user and a client that wants a certificate alone");
    BOOST_TEST(selected(plain, both) == "linux");
    BOOST_TEST(selected(asked("al@example.com", {"G"}, "Full"), both) == "all");
    BOOST_TEST(selected(asked("al@example.com", {}, "Full"), both) == "default");
    plain.renews = record::Renews{.serial = "01", .certificate = {}, .profile = "default"};
    BOOST_TEST(selected(plain, both) == "linux");
    BOOST_TEST(in_reach({.method = "", .user = "al@example.com"}, both) == "default linux ");
    BOOST_TEST(in_reach({.method = "", .user = "a", .groups = {"G"}}, both) == "all linux ");
}

BOOST_AUTO_TEST_CASE(an_operator_names_one)
{
    const auto all = settings(three);
    BOOST_TEST(enrollment::find_profile(all, "").value()->name == "default");
    BOOST_TEST(enrollment::find_profile(all, "none").value()->name == "none");
    BOOST_TEST(enrollment::find_profile(all, "x").error().message ==
               "there is no profile 'x', but kiosk, staff, none, default");
    const auto one = settings("[[profiles]]\nname = 'a'\n");
    BOOST_TEST(enrollment::find_profile(one, "").error().message ==
               "there is no [profile]: name one of a");
}

BOOST_AUTO_TEST_SUITE_END()
