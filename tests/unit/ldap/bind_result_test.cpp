#include "ldap/bind_result.h"

#include <boost/test/unit_test.hpp>

using mdm::auth::Finding;
using mdm::ldap::BindResult;
using mdm::ldap::finding_of;

namespace {

constexpr int invalid_credentials = 49;

/// What Active Directory answers.
BindResult active_directory(const std::string& data)
{
    return {.code = invalid_credentials,
            .diagnostic = "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, "
                          "data " +
                          data + ", v2580" + std::string(1, '\0')};
}

void expect(const BindResult& result, Finding finding)
{
    BOOST_TEST((finding_of(result, "") == finding), result.diagnostic);
}

} // namespace

BOOST_AUTO_TEST_SUITE(bind_result_test)

BOOST_AUTO_TEST_CASE(active_directory_is_told_apart_by_its_data)
{
    expect(active_directory("525"), Finding::unknown);
    expect(active_directory("52e"), Finding::wrong);
    expect(active_directory("52E"), Finding::wrong);
    expect(active_directory("530"), Finding::not_permitted);
    expect(active_directory("531"), Finding::not_permitted);
    expect(active_directory("532"), Finding::expired);
    expect(active_directory("533"), Finding::locked);
    expect(active_directory("701"), Finding::expired);
    expect(active_directory("773"), Finding::expired);
    expect(active_directory("775"), Finding::locked);
    expect(active_directory("999"), Finding::wrong);
}

BOOST_AUTO_TEST_CASE(the_password_policy_control_tells_why)
{
    expect({.code = invalid_credentials, .policy_error = 0}, Finding::expired);
    expect({.code = invalid_credentials, .policy_error = 1}, Finding::locked);
    expect({.code = 0, .policy_error = 2}, Finding::expired);
    expect({.code = 0, .grace_logins = 1}, Finding::right);
}

BOOST_AUTO_TEST_CASE(a_server_that_tells_nothing_leaves_it_to_the_entry)
{
    BOOST_TEST((finding_of({.code = invalid_credentials}, "") == Finding::wrong));
    BOOST_TEST((finding_of({.code = invalid_credentials}, "000001010000Z") == Finding::locked));
    BOOST_TEST((finding_of({.code = 0}, "20200101000000Z") == Finding::right));
}

BOOST_AUTO_TEST_CASE(directory_server_389_is_told_apart_too)
{
    expect({.code = 19, .diagnostic = "Exceed password retry limit. Please try later."},
           Finding::locked);
    expect({.code = 53, .diagnostic = "Account inactivated. Contact system administrator."},
           Finding::locked);
}

BOOST_AUTO_TEST_CASE(trouble_is_never_a_wrong_password)
{
    for (const int code : {1, 2, 7, 8, 10, 13, 32, 34, 50, 51, 52, 53, 80})
        expect({.code = code}, Finding::not_asked);
    expect({.code = 48}, Finding::wrong);
}

BOOST_AUTO_TEST_SUITE_END()
