#include "auth/checker.h"

#include "auth/password_hash.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::auth;

namespace {

const PasswordFile users =
    PasswordFile::parse(
        "Alice@example.com:" +
        hash_password(Secret("secret"), HashMethod::sha512, 1000, Bytes(16, 'x')).value() + "\n")
        .value();

} // namespace

BOOST_AUTO_TEST_SUITE(checker_test)

BOOST_AUTO_TEST_CASE(the_identity_is_what_the_file_says_not_what_was_typed)
{
    const auto identity = check_password(users, {"ALICE@example.com", Secret("secret")}).value();
    BOOST_TEST(identity.method == "onpremise");
    BOOST_TEST(identity.user == "Alice@example.com");
    BOOST_TEST(identity.groups.empty());
}

BOOST_AUTO_TEST_CASE(a_wrong_password_is_refused)
{
    const auto refused = check_password(users, {"alice@example.com", Secret("Secret")});
    BOOST_TEST((refused.error().code == Errc::refused));
    BOOST_TEST(refused.error().message == "unknown user or wrong password");
}

BOOST_AUTO_TEST_SUITE_END()
