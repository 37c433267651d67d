#include "auth/checker_program.h"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>

using namespace mdm;
using namespace mdm::auth;

namespace {

/// What a checker answers that is a script of sh(1), and what it had to say besides.
struct Asked {
    Answer answer;
    std::vector<std::string> remarks = {};
};

Asked ask(const std::string& script, const UsernameToken& token = {"alice", Secret("secret")},
          std::chrono::milliseconds limit = std::chrono::seconds(60))
{
    Asked asked;
    const auto checker = program_checker({.path = "/bin/sh",
                                          .arguments = {"-c", script},
                                          .environment = {"PATH=/usr/bin:/bin"},
                                          .time_limit = limit},
                                         time_from_seconds(1700000000),
                                         [&](const auto& line) { asked.remarks.push_back(line); });
    BOOST_TEST(checker.name == "/bin/sh");
    asked.answer = checker.ask(token);
    return asked;
}

} // namespace

BOOST_AUTO_TEST_SUITE(checker_program_test)

BOOST_AUTO_TEST_CASE(asks_on_descriptor_3)
{
    const auto asked = ask(R"sh(printf '{"user":"%s"}' "$(tr '\0' : <&3)")sh");
    BOOST_TEST((asked.answer.finding == Finding::right));
    BOOST_TEST(asked.answer.user == "alice:secret:1700000000:");
}

BOOST_AUTO_TEST_CASE(the_password_is_in_no_argument_and_no_variable)
{
    const auto asked = ask(
        R"sh(n=$(cat /proc/$$/cmdline /proc/$$/environ | grep -c s[e]cret)
              printf '{"user":"%s"}' "$n")sh");
    BOOST_TEST(asked.answer.user == "0");
}

BOOST_AUTO_TEST_CASE(what_hurts_a_shell_or_json_is_passed_as_it_is)
{
    const auto asked =
        ask(R"sh(printf '{"user":"%s"}' "$(tr '\0' '\n' <&3 | head -n 1 | wc -c)")sh",
            {"$(reboot); \"'\\", Secret("`'\"\\")});
    BOOST_TEST(asked.answer.user == "15");
}

BOOST_AUTO_TEST_CASE(a_no_is_told_from_trouble)
{
    BOOST_TEST((ask(R"(echo '{"reason":"wrong"}'; exit 1)").answer.finding == Finding::wrong));
    BOOST_TEST((ask("exit 1").answer.finding == Finding::not_asked));
    BOOST_TEST((ask("kill -SEGV $$").answer.finding == Finding::not_asked));
    BOOST_TEST((ask("exit 111").answer.finding == Finding::not_asked));
    const auto slow = ask("sleep 600", {"alice", Secret("secret")}, std::chrono::milliseconds(200));
    BOOST_TEST((slow.answer.finding == Finding::not_asked));
    BOOST_TEST((ask("while :; do echo y; done").answer.finding == Finding::not_asked));
    const auto missing =
        program_checker({.path = "/nowhere/checker"}, {}, {}).ask({"alice", Secret("secret")});
    BOOST_TEST((missing.finding == Finding::not_asked));
    BOOST_TEST(missing.detail == "/nowhere/checker: cannot run it: No such file or directory");
}

BOOST_AUTO_TEST_CASE(standard_error_becomes_one_line)
{
    const auto asked = ask(R"(printf 'one\ntwo\033[0m\n' >&2; echo '{"user":"alice"}')");
    BOOST_TEST((asked.answer.finding == Finding::right));
    BOOST_TEST(asked.remarks == std::vector<std::string>{"/bin/sh: one?two?[0m"});
    BOOST_TEST(ask("exit 111").remarks.empty());
    const auto warned = ask(R"(echo '{"user":"alice","message":"expires soon"}')");
    BOOST_TEST(warned.remarks == std::vector<std::string>{"/bin/sh: expires soon"});
}

BOOST_AUTO_TEST_CASE(a_nul_byte_in_the_password_is_never_passed_on)
{
    const auto asked = ask(R"(echo '{"user":"alice"}')", {"alice", Secret(std::string("a\0b", 3))});
    BOOST_TEST((asked.answer.finding == Finding::wrong));
}

BOOST_AUTO_TEST_CASE(no_descriptor_is_left_open)
{
    const auto count = [] {
        int open = 0;
        for (int fd = 0; fd < 256; ++fd)
            open += ::fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
        return open;
    };
    const int before = count();
    for (const char* script : {"exit 111", "kill -9 $$", "while :; do echo y; done"})
        ask(script);
    BOOST_TEST(count() == before);
}

BOOST_AUTO_TEST_SUITE_END()
