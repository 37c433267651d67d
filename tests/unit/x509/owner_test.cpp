#include "x509/owner.h"

#include "certificate_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::x509;

namespace {

constexpr auto upn = OwnerSource::upn;
constexpr auto email = OwnerSource::email;
constexpr auto cn = OwnerSource::common_name;

/// The owner, or why there is none.
std::string owner(const std::string& name, const std::vector<OwnerSource>& sources)
{
    const auto found = owner_of(certificate_vector(name), sources);
    return found ? *found : "- " + found.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(owner_test)

BOOST_AUTO_TEST_CASE(is_read_from_where_it_is_asked_for)
{
    BOOST_TEST(owner("alice", {upn}) == "alice@example.com");
    BOOST_TEST(owner("alice", {email}) == "Alice.Liddell@example.com");
    BOOST_TEST(owner("alice", {cn}) == "Alice Liddell");
    BOOST_TEST(owner("alice", {cn, upn}) == "Alice Liddell");
}

BOOST_AUTO_TEST_CASE(the_first_source_that_is_there_counts)
{
    BOOST_TEST(owner("no-names", {upn, email, cn}) == "Alice Liddell");
    BOOST_TEST(owner("no-names", {upn, email}) ==
               "- the certificate has no user principal name, no e-mail address");
    BOOST_TEST(owner("alice", {}) == "- the certificate has no ");
}

BOOST_AUTO_TEST_CASE(two_different_names_are_refused)
{
    BOOST_TEST(owner("two-names", {upn, cn}) ==
               "- the certificate has more than one user principal name");
}

BOOST_AUTO_TEST_CASE(another_name_of_another_type_is_not_a_user_principal_name)
{
    BOOST_TEST(owner("other-name", {upn}) == "- the certificate has no user principal name");
}

BOOST_AUTO_TEST_CASE(a_nul_or_a_control_character_is_refused)
{
    const std::string why = " of the certificate is empty, too long, or has control characters or "
                            "outer white space";
    BOOST_TEST(owner("nul", {upn}) == "- the user principal name" + why);
    BOOST_TEST(owner("control", {cn}) == "- the common name" + why);
}

BOOST_AUTO_TEST_CASE(what_is_no_certificate_is_malformed)
{
    const auto found = owner_of(Bytes{1, 2, 3}, std::vector{upn});
    BOOST_REQUIRE(!found);
    BOOST_TEST((found.error().code == Errc::malformed));
}

BOOST_AUTO_TEST_CASE(sources_have_words)
{
    BOOST_TEST((owner_source_from("upn").value() == upn));
    BOOST_TEST((owner_source_from("email").value() == email));
    BOOST_TEST((owner_source_from("cn").value() == cn));
    BOOST_TEST(owner_source_from("UPN").error().message == "'UPN' is not upn, email or cn");
}

BOOST_AUTO_TEST_SUITE_END()
