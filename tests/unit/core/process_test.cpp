#include "core/process.h"

#include <boost/test/unit_test.hpp>

#include <chrono>

#include <fcntl.h>
#include <unistd.h>

using namespace mdm;

namespace {

/// A run of sh(1), which has no PATH.
Program shell(const std::string& script)
{
    return {.path = "/bin/sh", .arguments = {"-c", script}};
}

std::string output_of(const Program& program)
{
    const auto finished = run_program(program);
    BOOST_TEST_REQUIRE((finished ? "" : finished.error().message) == "");
    return finished->output;
}

} // namespace

BOOST_AUTO_TEST_SUITE(process_test)

BOOST_AUTO_TEST_CASE(yields_the_status_and_both_outputs)
{
    const auto finished = run_program(shell("echo out; echo err >&2; exit 7"));
    BOOST_REQUIRE(finished);
    BOOST_TEST(finished->status == 7);
    BOOST_TEST(finished->output == "out\n");
    BOOST_TEST(finished->errors == "err\n");
}

BOOST_AUTO_TEST_CASE(a_signal_is_told_from_a_status)
{
    const auto finished = run_program(shell("kill -TERM $$"));
    BOOST_REQUIRE(finished);
    BOOST_TEST(finished->status == 128 + 15);
}

BOOST_AUTO_TEST_CASE(arguments_are_passed_as_they_are)
{
    Program program = shell("printf '<%s>' \"$@\"");
    program.arguments.insert(program.arguments.end(), {"sh", "a b", "$(id)", ";", ""});
    BOOST_TEST(output_of(program) == "<a b><$(id)><;><>");
}

BOOST_AUTO_TEST_CASE(a_large_input_is_read_while_a_large_output_is_written)
{
    const std::string input(900'000, 'x');
    Program program{.path = "/bin/cat", .input = bytes_of(input)};
    BOOST_TEST((output_of(program) == input));
    program.path = "/bin/true";
    BOOST_TEST(output_of(program).empty());
}

BOOST_AUTO_TEST_CASE(what_is_secret_goes_through_a_descriptor_of_its_own)
{
    const std::string secret("user\0password\0", 14);
    Program program{.path = "/bin/cat", .arguments = {"/dev/fd/3"}};
    program.descriptors = {{3, bytes_of(secret)}};
    BOOST_TEST(output_of(program) == secret);
}

BOOST_AUTO_TEST_CASE(nothing_is_inherited)
{
    ::setenv("PROCESS_TEST", "1", 1);
    BOOST_TEST(output_of({.path = "/usr/bin/env"}).empty());
    BOOST_TEST(output_of({.path = "/usr/bin/env", .environment = {"A=b"}}) == "A=b\n");
    // A descriptor that was not opened with O_CLOEXEC.
    const int open = ::fcntl(STDIN_FILENO, F_DUPFD, 5);
    const auto listed = output_of({.path = "/bin/ls", .arguments = {"/proc/self/fd"}});
    ::close(open);
    BOOST_TEST(listed == "0\n1\n2\n3\n"); // 3 is the folder that ls reads
}

BOOST_AUTO_TEST_CASE(a_program_that_takes_too_long_is_killed_with_its_children)
{
    const auto begin = std::chrono::steady_clock::now();
    for (const char* script :
         {"/bin/sleep 60", "/bin/sleep 60 & exit 0", "exec >/dev/null 2>&1; /bin/sleep 60"}) {
        Program program = shell(script);
        program.time_limit = std::chrono::milliseconds(200);
        const auto finished = run_program(program);
        BOOST_REQUIRE(!finished);
        BOOST_TEST((finished.error().code == Errc::environment));
        BOOST_TEST(finished.error().message == "/bin/sh: took longer than 200 ms, and was killed");
    }
    BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(30)));
}

BOOST_AUTO_TEST_CASE(a_program_that_writes_too_much_is_killed)
{
    for (const char* script : {"while :; do echo y; done", "while :; do echo y >&2; done"}) {
        Program program = shell(script);
        program.output_limit = 1000;
        const auto finished = run_program(program);
        BOOST_REQUIRE(!finished);
        BOOST_TEST(finished.error().message ==
                   "/bin/sh: wrote more than 1000 bytes, and was killed");
    }
}

BOOST_AUTO_TEST_CASE(a_program_that_is_not_there_is_named)
{
    const auto finished = run_program({.path = "/nowhere/checker"});
    BOOST_REQUIRE(!finished);
    BOOST_TEST((finished.error().code == Errc::environment));
    BOOST_TEST(finished.error().message ==
               "/nowhere/checker: cannot run it: No such file or directory");
}

BOOST_AUTO_TEST_CASE(a_program_beside_this_one_is_found)
{
    const std::string path = program_beside("unit_core");
    BOOST_TEST(path.starts_with('/'));
    BOOST_TEST(output_of({.path = path, .arguments = {"--list_content=DOT"}}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
