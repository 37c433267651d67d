#include "enrollment/blueprint.h"

#include "x509/der.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

namespace {

record::Record asked()
{
    record::Record made;
    made.trace_id = "t";
    made.identity = record::Identity{.method = "onpremise", .user = "al@example.com"};
    made.device = {{"DeviceID", {"D1"}}, {"DeviceName", {"a,b=\"c\""}}, {"Bad", {"a b"}}};
    return made;
}

const x509::Requested requested{.common_names = {"cn"},
                                .dns = {"a.example.com", "b.example.com"},
                                .email = {},
                                .upn = {},
                                .uri = {},
                                .extensions = {{"1.2.3", {0x05, 0x00}}}};

Result<enrollment::Names> names(const config::Profile& profile)
{
    const auto blueprint = enrollment::draw(profile);
    if (!blueprint)
        return blueprint.error();
    const auto made = asked();
    return enrollment::fill(*blueprint, {made, "P", {}, &requested});
}

config::Profile profile(const std::string& subject, std::vector<std::string> others = {})
{
    config::Profile made;
    made.subject = subject;
    made.alternative_names = std::move(others);
    return made;
}

std::string why(const config::Profile& profile)
{
    return names(profile).error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(blueprint_test)

BOOST_AUTO_TEST_CASE(values_are_escaped_for_where_they_stand)
{
    const auto made = names(profile("CN={device.DeviceName},O={user_domain},OU={user_name}",
                                    {"uri:urn:{device.DeviceName}", "upn:{user}",
                                     "dns:{device}.{user_domain}", "email:{request.email}"}))
                          .value();
    BOOST_TEST(made.subject == "CN=a\\,b=\\\"c\\\",O=example.com,OU=al");
    BOOST_TEST(made.alternative_names ==
               (std::vector<std::string>{"uri:urn:a%2Cb%3D%22c%22", "upn:al@example.com",
                                         "dns:D1.example.com"}));
}

BOOST_AUTO_TEST_CASE(a_name_for_each_value_that_the_request_has)
{
    const auto made = names(profile("CN={request.cn}", {"dns:{request.dns}"})).value();
    BOOST_TEST(made.subject == "CN=cn");
    BOOST_TEST(made.alternative_names ==
               (std::vector<std::string>{"dns:a.example.com", "dns:b.example.com"}));
}

BOOST_AUTO_TEST_CASE(refuses_what_cannot_stand_there_or_is_not_known)
{
    BOOST_TEST(why(profile("CN=x", {"dns:{device.Bad}"})) ==
               "'a b' cannot stand for {device.Bad} in 'dns:{device.Bad}'");
    BOOST_TEST(why(profile("CN=x", {"upn:{user}{user}"})) ==
               "'upn:{user}{user}' would have more than one @");
    BOOST_TEST(why(profile("CN={sid}")) ==
               "the subject 'CN={sid}' needs {sid}, which nobody has told");
    BOOST_TEST(why(profile("CN=x", {"{device}"})) ==
               "[profile]: '{device}': alternative names begin with dns:, email:, upn: or uri:");
    BOOST_TEST(why(profile("CN={device.}")).starts_with("[profile]: 'CN={device.}': '{device.}'"));
}

BOOST_AUTO_TEST_CASE(extensions_are_taken_from_the_request_by_name_alone)
{
    config::Profile one;
    BOOST_TEST(names(one).value().extensions.empty());
    one.request_extensions = {"1.2.3"};
    BOOST_TEST(!names(one).value().extensions.empty());
    one.request_extensions = {"1.2.4"};
    BOOST_TEST(names(one).value().extensions.empty());
    for (const char* own :
         {"2.5.29.17", "2.5.29.19", "1.3.6.1.5.5.7.1.1", "1.3.6.1.4.1.311.25.2"}) {
        one.request_extensions = {own};
        BOOST_TEST(why(one) ==
                   "[profile]: extension " + std::string(own) + " is decided by other settings");
    }
    one.request_extensions = {"1.2.3", "1.2.3"};
    BOOST_TEST(why(one) == "[profile]: extension 1.2.3 is there twice");
    one.request_extensions = {};
    one.security_identifier = "{request.cn}";
    BOOST_TEST(why(one) ==
               "[profile]: security_identifier: a request cannot say which account it is for");
}

BOOST_AUTO_TEST_CASE(a_renewal_keeps_the_account)
{
    config::Profile one;
    one.security_identifier = "{sid}";
    const auto blueprint = enrollment::draw(one).value();
    auto made = asked();
    BOOST_TEST(enrollment::fill(blueprint, {made, "", {}, nullptr}).value().extensions.empty());
    const auto account = x509::security_identifier("S-1-5-21-1-2-3-1001").value();
    const auto body = x509::der::element(
        x509::der::sequence,
        {x509::der::unsigned_integer(Bytes{1}),
         x509::der::element(x509::der::context(3),
                            {x509::der::element(x509::der::sequence, {account})})});
    made.renews = record::Renews{.serial = "01",
                                 .certificate = x509::der::element(x509::der::sequence, {body})};
    BOOST_TEST(enrollment::fill(blueprint, {made, "", {}, nullptr}).value().extensions == account);
    made.identity->sid = "S-1-5-21-9";
    BOOST_TEST(enrollment::fill(blueprint, {made, "", {}, nullptr}).value().extensions ==
               x509::security_identifier("S-1-5-21-9").value());
    made.identity->sid = "administrator";
    BOOST_TEST(enrollment::fill(blueprint, {made, "", {}, nullptr}).error().message ==
               "'administrator' is no security identifier: S-1-... was expected");
}

BOOST_AUTO_TEST_SUITE_END()
