#include "auth/checker_answer.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::auth;

namespace {

std::string complaint(int status, std::string_view json)
{
    const Answer answer = parse_checker_answer(status, json);
    BOOST_TEST((answer.finding == Finding::not_asked));
    return answer.detail;
}

} // namespace

BOOST_AUTO_TEST_SUITE(checker_answer_test)

BOOST_AUTO_TEST_CASE(the_question_is_that_of_checkpassword)
{
    const auto question =
        checker_question({"alice", Secret("pass word")}, time_from_seconds(1700000000)).value();
    BOOST_TEST((question.reveal() == std::string("alice\0pass word\0001700000000\0", 27)));
    const auto token = parse_checker_question(question).value();
    BOOST_TEST(token.username == "alice");
    BOOST_TEST(token.password.reveal() == "pass word");
}

BOOST_AUTO_TEST_CASE(a_nul_byte_cannot_move_the_border_between_user_and_password)
{
    const std::string nul("a\0b", 3);
    BOOST_TEST(!checker_question({nul, Secret("x")}, {}));
    BOOST_TEST(!checker_question({"x", Secret(nul)}, {}));
}

BOOST_AUTO_TEST_CASE(the_longest_user_and_password_fit)
{
    const UsernameToken longest{std::string(256, 'u'), Secret(std::string(512, 'p'))};
    const auto question = checker_question(longest, time_from_seconds(99999999999)).value();
    BOOST_TEST(question.reveal().size() <= checker_question_limit);
    BOOST_TEST(parse_checker_question(question).value().password.reveal().size() == 512U);
}

BOOST_AUTO_TEST_CASE(a_question_that_is_cut_short_or_too_long_is_malformed)
{
    for (const std::string& text :
         {std::string(), std::string("alice"), std::string("alice\0secret", 12),
          std::string("alice\0", 6) + std::string(1100, 'x') + std::string("\0", 1)})
        BOOST_TEST((parse_checker_question(Secret(text)).error().code == Errc::malformed));
}

BOOST_AUTO_TEST_CASE(an_answer_comes_back_as_it_was)
{
    for (const Finding finding : {Finding::right, Finding::unknown, Finding::wrong, Finding::locked,
                                  Finding::expired, Finding::not_permitted, Finding::not_asked}) {
        Answer answer{.finding = finding, .detail = "why \xC3\xBC"};
        if (finding == Finding::right)
            answer = {.finding = finding, .user = "alice", .groups = {"a", "b"}};
        const auto read = parse_checker_answer(status_of(answer), to_json(answer));
        BOOST_TEST((read.finding == finding));
        BOOST_TEST(read.user == answer.user);
        BOOST_TEST(read.groups == answer.groups);
        BOOST_TEST(read.detail == answer.detail);
    }
    BOOST_TEST(to_json({.finding = Finding::locked, .detail = "until noon"}) ==
               R"({"reason":"locked","message":"until noon"})");
    BOOST_TEST(to_json({.finding = Finding::right, .user = "alice"}) ==
               R"({"user":"alice","groups":[]})");
}

BOOST_AUTO_TEST_CASE(a_program_that_broke_has_not_said_no)
{
    BOOST_TEST(complaint(1, "") == "it exited 1 and wrote no JSON object [mdm-checker(7)]");
    BOOST_TEST(complaint(1, "Traceback").starts_with("it exited 1 and wrote no"));
    BOOST_TEST(complaint(1, "{}").starts_with("it exited 1 and its \"reason\" is none of"));
    BOOST_TEST(complaint(1, R"({"reason":"no"})").starts_with("it exited 1 and its \"reason\""));
    BOOST_TEST(complaint(1, R"({"user":"alice"})").starts_with("it exited 1 and its \"reason\""));
    BOOST_TEST(complaint(139, "").starts_with("it ended with status 139"));
    BOOST_TEST(complaint(2, R"({"user":"alice"})").starts_with("it ended with status 2"));
    BOOST_TEST(complaint(111, R"({"message":"no route"})") == "no route");
    BOOST_TEST(complaint(111, "") == "");
}

BOOST_AUTO_TEST_CASE(a_yes_without_a_usable_name_is_none)
{
    const std::string name = "it exited 0 and its \"user\" is not a name of 1 to 256 bytes "
                             "[mdm-checker(7)]";
    BOOST_TEST(complaint(0, "").starts_with("it exited 0 and wrote no JSON object"));
    BOOST_TEST(complaint(0, R"(["alice"])").starts_with("it exited 0 and wrote no JSON object"));
    BOOST_TEST(complaint(0, R"({"user":"alice"} trailing)").starts_with("it exited 0 and wrote"));
    BOOST_TEST(complaint(0, R"({"reason":"wrong"})") == name);
    BOOST_TEST(complaint(0, R"({"user":""})") == name);
    BOOST_TEST(complaint(0, R"({"user":7})") == name);
    BOOST_TEST(complaint(0, R"({"user":" alice"})") == name);
    BOOST_TEST(complaint(0, R"({"user":"al\nice"})") == name);
    BOOST_TEST(complaint(0, R"({"user":")" + std::string(257, 'u') + R"("})") == name);
    const std::string groups = "its \"groups\" is not an array of names [mdm-checker(7)]";
    BOOST_TEST(complaint(0, R"({"user":"alice","groups":"staff"})") == groups);
    BOOST_TEST(complaint(0, R"({"user":"alice","groups":[1]})") == groups);
    BOOST_TEST(complaint(0, R"({"user":"alice","groups":["a\u0000b"]})") == groups);
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_ignored)
{
    const auto answer = parse_checker_answer(0, " {\"user\":\"alice\",\"mail\":\"a@b\"}\n");
    BOOST_TEST((answer.finding == Finding::right));
    BOOST_TEST(answer.user == "alice");
    BOOST_TEST(answer.groups.empty());
}

BOOST_AUTO_TEST_CASE(a_message_is_made_fit_for_one_line)
{
    const auto answer = parse_checker_answer(1, R"({"reason":"wrong","message":"a\nb\u001b[0m"})");
    BOOST_TEST(answer.detail == "a?b?[0m");
}

BOOST_AUTO_TEST_SUITE_END()
