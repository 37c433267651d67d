#include "auth/checker.h"

#include "auth/password_hash.h"
#include "core/file.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

#include <unistd.h>

using namespace mdm;
using namespace mdm::auth;

namespace {

const UsernameToken token{"ALICE@example.com", Secret("secret")};

/// A checker that says the same of everybody, and how often it was asked.
struct Parrot {
    Answer answer;
    int asked = 0;

    Checker checker(std::string name, std::optional<std::vector<std::string>> groups = {})
    {
        return {std::move(name),
                [this](const UsernameToken&) {
                    ++asked;
                    return answer;
                },
                std::move(groups)};
    }
};

Denial denial_of(const Answer& answer)
{
    Parrot parrot{answer};
    const std::vector<Checker> checkers{parrot.checker("first")};
    return check_password(checkers, token).error();
}

} // namespace

BOOST_AUTO_TEST_SUITE(checker_test)

BOOST_AUTO_TEST_CASE(the_identity_is_what_the_checker_says_not_what_was_typed)
{
    Parrot parrot{{.finding = Finding::right, .user = "alice", .groups = {"staff"}}};
    const std::vector<Checker> checkers{parrot.checker("first")};
    const auto identity = check_password(checkers, token).value();
    BOOST_TEST(identity.method == "onpremise");
    BOOST_TEST(identity.user == "alice");
    BOOST_TEST(identity.groups == std::vector<std::string>{"staff"});
}

BOOST_AUTO_TEST_CASE(the_device_is_not_told_what_was_wrong_and_the_operator_is)
{
    const std::pair<Finding, std::string> findings[] = {
        {Finding::unknown, "first: unknown user: x"},
        {Finding::wrong, "first: wrong password: x"},
        {Finding::locked, "first: the account is locked: x"},
        {Finding::expired, "first: the account or its password has expired: x"}};
    for (const auto& [finding, log] : findings) {
        const auto denial = denial_of({.finding = finding, .detail = "x"});
        BOOST_TEST((denial.kind == Denial::Kind::authentication));
        BOOST_TEST(denial.reason == "unknown user or wrong password");
        BOOST_TEST(denial.log == log);
    }
}

BOOST_AUTO_TEST_CASE(an_account_that_may_not_be_used_is_not_authorized)
{
    const auto denial = denial_of({Finding::not_permitted});
    BOOST_TEST((denial.kind == Denial::Kind::authorization));
    BOOST_TEST(denial.log == "first: the account is not permitted to sign in");
}

BOOST_AUTO_TEST_CASE(who_does_not_know_the_user_leaves_it_to_the_next)
{
    Parrot ignorant{{Finding::unknown}};
    Parrot knowing{{.finding = Finding::right, .user = "alice"}};
    const std::vector<Checker> checkers{ignorant.checker("first"), knowing.checker("second")};
    BOOST_TEST(check_password(checkers, token).value().user == "alice");
    BOOST_TEST(ignorant.asked == 1);
}

BOOST_AUTO_TEST_CASE(who_knows_the_user_decides_and_so_does_who_could_not_be_asked)
{
    for (const Finding finding : {Finding::wrong, Finding::locked, Finding::expired,
                                  Finding::not_permitted, Finding::not_asked}) {
        Parrot first{{finding}};
        Parrot generous{{.finding = Finding::right, .user = "alice"}};
        const std::vector<Checker> checkers{first.checker("first"), generous.checker("second")};
        const auto denied = check_password(checkers, token);
        BOOST_TEST(!denied.has_value());
        BOOST_TEST(generous.asked == 0);
        BOOST_TEST((denied.error().kind == Denial::Kind::not_asked) ==
                   (finding == Finding::not_asked));
    }
}

BOOST_AUTO_TEST_CASE(nobody_to_ask_is_no_yes)
{
    const auto denied = check_password({}, token);
    BOOST_TEST((denied.error().kind == Denial::Kind::not_asked));
}

BOOST_AUTO_TEST_CASE(an_empty_password_is_wrong_before_anybody_is_asked)
{
    Parrot generous{{.finding = Finding::right, .user = "alice"}};
    const std::vector<Checker> checkers{generous.checker("first")};
    const auto denied = check_password(checkers, {"alice", Secret()});
    BOOST_TEST((denied.error().kind == Denial::Kind::authentication));
    BOOST_TEST(generous.asked == 0);
}

BOOST_AUTO_TEST_CASE(groups_say_who_may_enroll)
{
    Parrot parrot{{.finding = Finding::right, .user = "alice", .groups = {"cn=a", "CN=MDM,dc=x"}}};
    const auto let_in = [&](std::vector<std::string> groups) {
        const std::vector<Checker> checkers{parrot.checker("first", std::move(groups))};
        return check_password(checkers, token).has_value();
    };
    BOOST_TEST(let_in({"cn=mdm,dc=x"}));
    BOOST_TEST(let_in({"cn=b", "cn=a"}));
    BOOST_TEST(!let_in({"cn=mdm"}));
    BOOST_TEST(!let_in({}));
    const std::vector<Checker> checkers{parrot.checker("first", {{"cn=b"}})};
    const auto denial = check_password(checkers, token).error();
    BOOST_TEST((denial.kind == Denial::Kind::authorization));
    BOOST_TEST(denial.reason == "this user may not enroll devices");
    BOOST_TEST(denial.log == "first: 'alice' is in none of the groups that may enroll");
}

BOOST_AUTO_TEST_CASE(a_password_file_tells_who_it_does_not_know)
{
    const auto path =
        std::filesystem::temp_directory_path() / ("checker_test." + std::to_string(::getpid()));
    const std::string content =
        "Alice@example.com:" +
        hash_password(Secret("secret"), HashMethod::sha512, 1000, Bytes(16, 'x')).value() + "\n";
    const auto checker = password_file_checker(path.string());
    BOOST_TEST((checker.ask(token).finding == Finding::not_asked));
    BOOST_REQUIRE(replace_file(path.string(), bytes_of(content), 0600));
    BOOST_TEST((checker.ask(token).finding == Finding::right));
    BOOST_TEST(checker.ask(token).user == "Alice@example.com");
    BOOST_TEST((checker.ask({"alice@example.com", Secret("Secret")}).finding == Finding::wrong));
    BOOST_TEST((checker.ask({"bob@example.com", Secret("secret")}).finding == Finding::unknown));
    std::filesystem::remove(path);
}

BOOST_AUTO_TEST_SUITE_END()
