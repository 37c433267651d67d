#include "cli/prompt.h"

#include "core/descriptor.h"

#include <boost/test/unit_test.hpp>

#include <csignal>
#include <cstdio>
#include <string>

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

using namespace mdm;

namespace {

/// A child process on a terminal of its own, which asks for a secret and says what it got.
struct Terminal {
    Terminal()
    {
        child = ::forkpty(&master, nullptr, nullptr, nullptr);
        if (child != 0)
            return;
        const auto secret = cli::ask_on_terminal("Password: ");
        const std::string said = secret ? "got:" + secret->reveal() : secret.error().message;
        // Not by way of stdio, whose buffer holds what the parent has still to write.
        ::dprintf(STDOUT_FILENO, "%s\n", said.c_str());
        ::_exit(0);
    }
    ~Terminal()
    {
        ::kill(child, SIGKILL);
        ::kill(child, SIGCONT);
        ::close(master);
        ::waitpid(child, nullptr, 0);
    }
    void type(std::string_view keys) const
    {
        BOOST_REQUIRE(::write(master, keys.data(), keys.size()) > 0);
    }
    /// Reads what the terminal shows until it shows this text, for ten seconds at most.
    void wait_for(const std::string& text)
    {
        char buffer[256];
        pollfd entry{master, POLLIN, 0};
        for (const auto from = shown.size(); shown.find(text, from) == std::string::npos;) {
            BOOST_REQUIRE_MESSAGE(::poll(&entry, 1, 10000) == 1, "never showed " + text);
            const auto count = ::read(master, buffer, sizeof buffer);
            BOOST_REQUIRE_MESSAGE(count > 0, "ended after showing " + shown);
            shown.append(buffer, static_cast<std::size_t>(count));
        }
    }
    [[nodiscard]] bool echoes() const
    {
        termios state{};
        ::tcgetattr(master, &state);
        return (state.c_lflag & ECHO) != 0;
    }
    int master = -1;
    pid_t child = -1;
    std::string shown;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(prompt_test, Terminal)

BOOST_AUTO_TEST_CASE(what_is_typed_is_read_but_not_shown)
{
    wait_for("Password: ");
    BOOST_TEST(!echoes());
    type("secret word\n");
    wait_for("got:secret word");
    BOOST_TEST(shown == "Password: \r\ngot:secret word\r\n");
    BOOST_TEST(echoes());
}

BOOST_AUTO_TEST_CASE(an_interrupt_ends_the_process_with_the_echo_on)
{
    wait_for("Password: ");
    type("sec\003");
    int status = 0;
    BOOST_TEST(::waitpid(child, &status, 0) == child);
    BOOST_TEST(WIFSIGNALED(status));
    BOOST_TEST(WTERMSIG(status) == SIGINT);
    BOOST_TEST(echoes());
}

BOOST_AUTO_TEST_CASE(a_stop_shows_the_echo_and_a_continuation_asks_again)
{
    wait_for("Password: ");
    // The child leads a session without a shell, so the kernel passes over a typed ^Z, and SIGSTOP
    // cannot be held back: the stop signal comes from here and is dropped when it takes effect.
    ::kill(child, SIGTSTP);
    wait_for("Password: ");
    type("secret\n");
    wait_for("got:secret");
    BOOST_TEST(echoes());
}

BOOST_AUTO_TEST_CASE(end_of_file_is_no_password)
{
    wait_for("Password: ");
    type("\004");
    wait_for("no password was given");
    BOOST_TEST(echoes());
}

BOOST_AUTO_TEST_CASE(an_empty_line_is_an_empty_password)
{
    wait_for("Password: ");
    type("\n");
    wait_for("got:\r\n");
    BOOST_TEST(echoes());
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

/// What a file with this content yields as a password, or why none.
std::string password_in(const std::string& content)
{
    char path[] = "/tmp/prompt_test.XXXXXX";
    const Descriptor file(::mkstemp(path));
    BOOST_REQUIRE(::write(file.get(), content.data(), content.size()) ==
                  static_cast<ssize_t>(content.size()));
    cli::Input in(-1);
    cli::Output out(-1);
    cli::Log log("mdm-test", out, [] { return time_from_seconds(0); });
    cli::Io io{in, out, log, {}, {}, {}};
    const auto password = cli::password_from(path, io);
    ::unlink(path);
    return password ? password->reveal() : password.error().message.substr(sizeof path - 1);
}

} // namespace

BOOST_AUTO_TEST_SUITE(prompt_test)

BOOST_AUTO_TEST_CASE(takes_the_first_line_of_a_file)
{
    BOOST_TEST(password_in("p w\nmore\n") == "p w");
    BOOST_TEST(password_in("p w") == "p w");
}

BOOST_AUTO_TEST_CASE(refuses_a_file_without_a_password)
{
    BOOST_TEST(password_in("") == ": the first line is empty, expected a password");
    BOOST_TEST(password_in("\npassword") == ": the first line is empty, expected a password");
    BOOST_TEST(password_in(std::string(4097, 'x')) == ": the first line is longer than 4096 bytes");
}

BOOST_AUTO_TEST_SUITE_END()
