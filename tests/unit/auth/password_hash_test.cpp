#include "auth/password_hash.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::auth;

namespace {

const Secret horse("correct horse");
const Bytes salt(16, 'x');

std::string problem(const Secret& password, HashMethod method = HashMethod::sha512,
                    unsigned long cost = 1000)
{
    return hash_password(password, method, cost, salt).error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(password_hash_test)

BOOST_AUTO_TEST_CASE(a_hash_of_each_method_matches_its_password_alone)
{
    struct Row {
        HashMethod method;
        unsigned long cost;
        std::string_view prefix;
    };
    for (const auto& row :
         {Row{HashMethod::yescrypt, 1, "$y$j75$"}, Row{HashMethod::bcrypt, 4, "$2b$04$"},
          Row{HashMethod::sha512, 1000, "$6$rounds=1000$"}}) {
        const auto hash = hash_password(horse, row.method, row.cost, salt).value();
        BOOST_TEST(hash.starts_with(row.prefix));
        BOOST_TEST(check_hash(hash).has_value());
        BOOST_TEST(matches(horse, hash).value());
        BOOST_TEST(!matches(Secret("correct hors"), hash).value());
    }
}

BOOST_AUTO_TEST_CASE(the_usual_cost_of_yescrypt_is_five)
{
    BOOST_TEST(hash_password(horse, HashMethod::yescrypt, 0, salt).value().starts_with("$y$j9T$"));
}

BOOST_AUTO_TEST_CASE(another_salt_gives_another_hash)
{
    const auto one = hash_password(horse, HashMethod::sha512, 1000, salt).value();
    const auto two = hash_password(horse, HashMethod::sha512, 1000, Bytes(16, 'y')).value();
    BOOST_TEST(one != two);
    BOOST_TEST(one == hash_password(horse, HashMethod::sha512, 1000, salt).value());
}

BOOST_AUTO_TEST_CASE(knows_the_hashes_of_other_programs)
{
    // openssl passwd -6 -salt abcdefgh
    BOOST_TEST(matches(horse, "$6$abcdefgh$yIZAF3gQPvtKZO/9qOJKffAKKbtS3ef3qmwyugk4uWVjX8YZf/"
                              "GV3A8SkFxEPY0T56CcilGrHKLffBsp6dLMG.")
                   .value());
    // openssl passwd -5 -salt abcdefgh
    BOOST_TEST(matches(horse, "$5$abcdefgh$ruMep1ijHnJPZbETDNiumskxcX3kN4lzZd5VlsqE7eB").value());
    // htpasswd -B and others write $2y$, which is $2b$ by another name
    BOOST_TEST(
        matches(horse, "$2y$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e").value());
}

BOOST_AUTO_TEST_CASE(names_the_methods)
{
    BOOST_TEST((hash_method_from("bcrypt").value() == HashMethod::bcrypt));
    const auto unknown = hash_method_from("md5").error();
    BOOST_TEST((unknown.code == Errc::usage));
    BOOST_TEST(unknown.message == "unknown method 'md5': expected yescrypt, bcrypt or sha512");
}

BOOST_AUTO_TEST_CASE(refuses_a_cost_that_the_method_does_not_know)
{
    BOOST_TEST(problem(horse, HashMethod::bcrypt, 3) == "a cost of 3 for bcrypt: expected 4 to 31");
    BOOST_TEST(problem(horse, HashMethod::yescrypt, 12) ==
               "a cost of 12 for yescrypt: expected 1 to 11");
    BOOST_TEST(problem(horse, HashMethod::sha512, 999) ==
               "a cost of 999 for sha512: expected 1000 to 999999999");
}

BOOST_AUTO_TEST_CASE(refuses_a_password_that_no_device_can_send)
{
    const std::string unsendable =
        "the password has a control character or is not UTF-8, so no device can send it";
    BOOST_TEST(problem(Secret()) == "the password is empty");
    BOOST_TEST(problem(Secret("a\tb")) == unsendable);
    BOOST_TEST(problem(Secret(std::string("a\0b", 3))) == unsendable);
    BOOST_TEST(problem(Secret("caf\xE9")) == unsendable);
    BOOST_TEST(hash_password(Secret("caf\xC3\xA9"), HashMethod::sha512, 1000, salt).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_a_password_whose_end_would_not_count)
{
    const Secret longest(std::string(511, 'x'));
    const auto hash = hash_password(longest, HashMethod::sha512, 1000, salt).value();
    BOOST_TEST(matches(longest, hash).value());
    BOOST_TEST(problem(Secret(std::string(512, 'x'))) ==
               "the password is longer than the 511 bytes that sha512 takes");
    BOOST_TEST(problem(Secret(std::string(73, 'x')), HashMethod::bcrypt, 4) ==
               "the password is longer than the 72 bytes that bcrypt takes");
}

BOOST_AUTO_TEST_CASE(refuses_weak_unknown_and_broken_hashes)
{
    const std::string weak =
        "the hash is of an unknown or weak method, expected one such as yescrypt, "
        "bcrypt or SHA-512";
    for (const std::string hash :
         {"", "*", "!", "ab8Smhzf5D4wA", "$1$abcdefgh$y6iHhJNbuC0xpbk0w9pm80",
          "$3$$2468c466f4666005a06b2792513d98e8", "$9$x", "plain password",
          "$2x$04$abcdefghijklmnopqrstuudMegMbPN37MbpdEfAtP66w1z0RBCtLG"})
        BOOST_TEST(check_hash(hash).error().message == weak, hash);
    const auto whole = hash_password(horse, HashMethod::sha512, 1000, salt).value();
    BOOST_TEST(check_hash(whole.substr(0, whole.size() - 1)).error().message ==
               "the hash is not whole");
    BOOST_TEST(check_hash(whole + "x").error().message == "the hash is not whole");
    BOOST_TEST(check_hash("$6$abcdefgh").error().message == "the hash is not whole");
}

BOOST_AUTO_TEST_CASE(knows_what_can_be_hashed)
{
    BOOST_TEST(is_hashable(horse));
    BOOST_TEST(!is_hashable(Secret()));
    BOOST_TEST(!is_hashable(Secret(std::string(512, 'x'))));
    BOOST_TEST(!is_hashable(Secret(std::string("a\0b", 3))));
}

BOOST_AUTO_TEST_SUITE_END()
