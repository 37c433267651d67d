#include "auth/password_file.h"

#include "auth/password_hash.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include <time.h>

using namespace mdm;
using namespace mdm::auth;

namespace {

const std::string weak = "the hash is of an unknown or weak method, expected one such as yescrypt, "
                         "bcrypt or SHA-512";

std::string hash_of(const char* password, HashMethod method = HashMethod::sha512,
                    unsigned long cost = 1000)
{
    return hash_password(Secret(password), method, cost, Bytes(16, 'x')).value();
}

PasswordFile file_of(const std::string& text)
{
    return PasswordFile::parse(text).value();
}

std::string problem(const std::string& text)
{
    const auto file = PasswordFile::parse(text);
    BOOST_TEST((file.error().code == Errc::malformed));
    return file.error().message;
}

/// The processor time that this thread has used, in milliseconds.
double used()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The least that some checks cost.
double cost_of(const PasswordFile& file, const std::string& user)
{
    double least = 1e9;
    for (int i = 0; i < 5; ++i) {
        const double start = used();
        BOOST_TEST(!file.check(user, Secret("wrong")).has_value());
        least = std::min(least, used() - start);
    }
    return least;
}

} // namespace

BOOST_AUTO_TEST_SUITE(password_file_test)

BOOST_AUTO_TEST_CASE(a_right_password_yields_the_name_as_the_file_spells_it)
{
    const auto file = file_of("Alice@example.com:" + hash_of("secret") + "\n");
    BOOST_TEST(file.check("Alice@example.com", Secret("secret")).value() == "Alice@example.com");
    BOOST_TEST(file.check("aLICE@EXAMPLE.com", Secret("secret")).value() == "Alice@example.com");
}

BOOST_AUTO_TEST_CASE(an_unknown_user_and_a_wrong_password_sound_the_same)
{
    const auto file = file_of("alice:" + hash_of("secret") + "\n");
    for (const auto& result :
         {file.check("alice", Secret("Secret")), file.check("bob", Secret("secret")),
          file.check("alice", Secret()), file.check("", Secret("secret")),
          file.check("alice", Secret(std::string("secret\0", 7))),
          file.check("alice", Secret(std::string(512, 'x')))}) {
        BOOST_TEST((result.error().code == Errc::refused));
        BOOST_TEST(result.error().message == "unknown user or wrong password");
    }
    BOOST_TEST(file_of("").check("bob", Secret("secret")).error().message ==
               "unknown user or wrong password");
}

BOOST_AUTO_TEST_CASE(an_unknown_user_costs_as_much_as_a_known_one)
{
    // A cost at which the hash is nearly all there is: 15 ms and more.
    const auto file = file_of("# users\nalice:" + hash_of("secret", HashMethod::sha512, 40000));
    const double known = cost_of(file, "alice");
    const double unknown = cost_of(file, "bob");
    BOOST_TEST(unknown > known / 2);
    BOOST_TEST(unknown < known * 2);
}

BOOST_AUTO_TEST_CASE(with_several_methods_unknown_users_differ_in_cost_as_known_ones_do)
{
    const auto file = file_of("cheap:" + hash_of("secret") +
                              "\ndear:" + hash_of("secret", HashMethod::sha512, 40000) + "\n");
    const double dear = cost_of(file, "dear");
    int cheap_ones = 0;
    int dear_ones = 0;
    for (const std::string name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"})
        ++(cost_of(file, name) > dear / 2 ? dear_ones : cheap_ones);
    BOOST_TEST(cheap_ones > 0);
    BOOST_TEST(dear_ones > 0);
}

BOOST_AUTO_TEST_CASE(the_file_of_no_users_costs_as_much_as_yescrypt)
{
    const auto one = file_of("alice:" + hash_of("secret", HashMethod::yescrypt, 5));
    BOOST_TEST(cost_of(file_of(""), "bob") > cost_of(one, "alice") / 2);
}

BOOST_AUTO_TEST_CASE(keeps_comments_and_what_was_not_changed_to_the_byte)
{
    const std::string text =
        "# made by hand\n\nalice:" + hash_of("a") + "\n  \nbob:" + hash_of("b");
    BOOST_TEST(file_of(text).to_text() == text);
    BOOST_TEST(file_of(text + "\n").to_text() == text + "\n");
    BOOST_TEST(file_of(text + "\n\n").to_text() == text + "\n\n");
    for (const std::string odd : {"", "\n", "#", "#\n"})
        BOOST_TEST(file_of(odd).to_text() == odd);
}

BOOST_AUTO_TEST_CASE(sets_and_removes_users)
{
    auto file = file_of("# users\nAlice:" + hash_of("old"));
    BOOST_TEST(file.set("bob", hash_of("b")).has_value());
    BOOST_TEST(file.set("alice", hash_of("new")).has_value());
    BOOST_TEST(file.to_text() ==
               "# users\nAlice:" + hash_of("new") + "\nbob:" + hash_of("b") + "\n");
    BOOST_TEST(file.users() == (std::vector<std::string>{"Alice", "bob"}),
               boost::test_tools::per_element());
    BOOST_TEST(file.contains("BOB"));
    BOOST_TEST(file.remove("BOB").has_value());
    BOOST_TEST(!file.contains("bob"));
    BOOST_TEST(file.remove("bob").error().message == "there is no user 'bob'");
    BOOST_TEST((file.remove("bob").error().code == Errc::refused));
    BOOST_TEST(file.to_text() == "# users\nAlice:" + hash_of("new") + "\n");
}

BOOST_AUTO_TEST_CASE(refuses_a_name_that_the_file_cannot_hold)
{
    auto file = file_of("");
    const auto refusal = [&](const std::string& user) {
        const auto result = file.set(user, hash_of("x"));
        BOOST_TEST((result.error().code == Errc::refused));
        return result.error().message;
    };
    BOOST_TEST(refusal("") == "the user name is empty");
    BOOST_TEST(refusal("a:b") == "the user name 'a:b' begins with # or has a colon, which mean "
                                 "something else in a password file");
    BOOST_TEST(refusal("#a") == "the user name '#a' begins with # or has a colon, which mean "
                                "something else in a password file");
    BOOST_TEST(refusal("a\nb") == "the user name 'a?b' has a control character or is not UTF-8");
    BOOST_TEST(refusal("a\xFF") == "the user name 'a?' has a control character or is not UTF-8");
    BOOST_TEST(refusal(" a") == "the user name ' a' has white space at its ends");
    BOOST_TEST(file.set(std::string(256, 'x'), hash_of("x")).has_value());
    BOOST_TEST(refusal(std::string(257, 'x')).ends_with("...' is longer than 256 bytes"));
    BOOST_TEST(file.set("a", "no hash").error().message == weak);
}

BOOST_AUTO_TEST_CASE(refuses_a_broken_file_and_names_the_line)
{
    const std::string hash = hash_of("x");
    BOOST_TEST(problem("# users\nalice\n") == "line 2: expected USER:HASH, found no colon");
    BOOST_TEST(problem("alice:" + hash + "\nALICE:" + hash) ==
               "line 2: the user 'ALICE' occurs twice");
    BOOST_TEST(problem("alice:" + hash.substr(0, 90)) == "line 1: the hash is not whole");
    BOOST_TEST(problem("alice:" + hash + ":1000") == "line 1: " + weak);
    BOOST_TEST(problem("alice:" + hash + "\r\n") == "line 1: " + weak);
    BOOST_TEST(problem(":" + hash) == "line 1: the user name is empty");
    BOOST_TEST(problem("alice :" + hash) ==
               "line 1: the user name 'alice ' has white space at its ends");
}

BOOST_AUTO_TEST_SUITE_END()
