#include "cli/random.h"
#include "cli/terminal.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <map>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace mdm;

namespace {

/// A terminal of so many columns.
class Terminal {
public:
    explicit Terminal(unsigned short columns) : master_(::posix_openpt(O_RDWR | O_NOCTTY))
    {
        BOOST_REQUIRE(master_ >= 0 && ::grantpt(master_) == 0 && ::unlockpt(master_) == 0);
        fd = ::open(::ptsname(master_), O_RDWR | O_NOCTTY);
        const winsize size{.ws_row = 24, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
        BOOST_REQUIRE(::ioctl(fd, TIOCSWINSZ, &size) == 0);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal()
    {
        ::close(fd);
        ::close(master_);
    }
    int fd = -1;

private:
    int master_;
};

using Environment = std::map<std::string, std::string, std::less<>>;

/// What `ask` says of an output to a descriptor.
template <class Ask>
auto with_output(int fd, const Environment& environment, Ask ask)
{
    cli::Input in(-1);
    cli::Output out(fd);
    cli::Output err(-1);
    const auto now = [] { return time_from_seconds(0); };
    cli::Log log("test", err, now);
    const auto variable = [&](std::string_view name) -> std::optional<std::string> {
        const auto found = environment.find(name);
        return found == environment.end() ? std::nullopt : std::optional(found->second);
    };
    const cli::Io io{in, out, log, variable, now, cli::random_from_seed("test")};
    return ask(io);
}

Result<bool> colors(int fd, const Environment& environment, const char* when = nullptr)
{
    std::vector<std::pair<std::string, std::string>> given;
    if (when != nullptr)
        given.emplace_back("color", when);
    const cli::Arguments arguments(given, {});
    return with_output(fd, environment,
                       [&](const cli::Io& io) { return cli::wants_colors(arguments, io); });
}

} // namespace

BOOST_AUTO_TEST_SUITE(terminal_test)

BOOST_AUTO_TEST_CASE(colors_are_for_a_terminal_whose_user_does_not_refuse_them)
{
    const Terminal terminal(100);
    BOOST_TEST(colors(terminal.fd, {}).value());
    BOOST_TEST(colors(terminal.fd, {{"NO_COLOR", ""}, {"TERM", "xterm"}}, "auto").value());
    BOOST_TEST(!colors(terminal.fd, {{"NO_COLOR", "1"}}).value());
    BOOST_TEST(!colors(terminal.fd, {{"TERM", "dumb"}}).value());
    BOOST_TEST(!colors(terminal.fd, {}, "never").value());
    BOOST_TEST(!colors(-1, {}).value());
    BOOST_TEST(colors(-1, {{"NO_COLOR", "1"}}, "always").value());
    BOOST_TEST(colors(-1, {}, "blue").error().message ==
               "--color: 'blue' is not auto, always or never");
}

BOOST_AUTO_TEST_CASE(a_terminal_is_as_wide_as_it_says_within_reason)
{
    const auto width = [](const cli::Io& io) { return cli::terminal_width(io); };
    BOOST_TEST(with_output(Terminal(100).fd, {}, width) == 100U);
    BOOST_TEST(with_output(Terminal(10).fd, {}, width) == 40U);
    BOOST_TEST(with_output(Terminal(0).fd, {}, width) == 80U);
    BOOST_TEST(with_output(-1, {}, width) == 80U);
}

BOOST_AUTO_TEST_SUITE_END()
