#include "cli/help.h"
#include "cli/random.h"
#include "cli/tool.h"

#include <boost/test/unit_test.hpp>

#include <array>

#include <unistd.h>

using namespace mdm;

namespace {

Result<cli::Exit> echo(const cli::Arguments& arguments, cli::Io& io)
{
    if (arguments.has("fail")) {
        io.out << "half a message";
        return Error{Errc::malformed, "in: not a message", "RFC 0"};
    }
    const long count = TRY(arguments.number("count", 1, 1, 9));
    for (long i = 0; i < count; ++i)
        for (const auto& operand : arguments.operands())
            io.out << operand << "\n";
    for (const auto& item : arguments.all("item"))
        io.out << "item " << item << "\n";
    io.out << to_text(io.now()) << "\n";
    return cli::Exit::ok;
}

const cli::Tool tool{"mdm-test",
                     "[WORD]...",
                     "write words",
                     {{"c,count", "N", "how often"},
                      {"item", "TEXT", "an item", true},
                      {"fail", "", "fail"},
                      cli::now_option},
                     echo};

/// Runs a tool on pipes, and keeps what it wrote.
struct Session {
    Session() { BOOST_REQUIRE(::pipe(out_ends) == 0 && ::pipe(err_ends) == 0); }
    ~Session()
    {
        for (const int fd : {out_ends[0], out_ends[1], err_ends[0], err_ends[1]})
            ::close(fd);
    }
    cli::Exit run(const std::vector<std::string>& words, const cli::Tool& which = tool)
    {
        cli::Input in(-1);
        cli::Output out(out_ends[1]);
        cli::Output err(err_ends[1]);
        const auto now = [] { return time_from_seconds(0); };
        cli::Log log(std::string(which.name), err, now);
        cli::Io io{in,  out,
                   log, [](std::string_view) { return std::nullopt; },
                   now, cli::random_from_seed("test")};
        const auto status = cli::run_tool(which, words, io);
        written = drain(out_ends[0]);
        complaint = drain(err_ends[0]);
        return status;
    }
    static std::string drain(int fd)
    {
        cli::Input input(fd);
        std::string all;
        while (input.line_is_waiting())
            all.append(*input.next_line(4096).value()).append("\n");
        return all;
    }
    int out_ends[2] = {-1, -1};
    int err_ends[2] = {-1, -1};
    std::string written;
    std::string complaint;
};

} // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(cli::Exit)

BOOST_FIXTURE_TEST_SUITE(tool_test, Session)

BOOST_AUTO_TEST_CASE(options_may_stand_anywhere_and_take_their_value_either_way)
{
    BOOST_TEST(run({"a", "--count=2", "-", "--now", "2026-11-23T08:15:42Z"}) == cli::Exit::ok);
    BOOST_TEST(written == "a\n-\na\n-\n2026-11-23T08:15:42Z\n");
    BOOST_TEST(run({"-c", "1", "--", "--fail"}) == cli::Exit::ok);
    BOOST_TEST(written == "--fail\n1970-01-01T00:00:00Z\n");
}

BOOST_AUTO_TEST_CASE(a_repeatable_option_keeps_order_and_commas)
{
    BOOST_TEST(run({"--item", "a,b", "--item", ""}) == cli::Exit::ok);
    BOOST_TEST(written == "item a,b\nitem \n1970-01-01T00:00:00Z\n");
}

BOOST_AUTO_TEST_CASE(a_failed_run_writes_nothing_and_says_why_in_one_line)
{
    BOOST_TEST(run({"--fail"}) == cli::Exit::malformed);
    BOOST_TEST(written == "");
    BOOST_TEST(complaint == "mdm-test: in: not a message [RFC 0]\n");
}

BOOST_AUTO_TEST_CASE(refuses_a_wrong_command_line)
{
    BOOST_TEST(run({"--nope"}) == cli::Exit::usage);
    BOOST_TEST(complaint == "mdm-test: option 'nope' does not exist\n");
    BOOST_TEST(run({"--count"}) == cli::Exit::usage);
    BOOST_TEST(complaint == "mdm-test: option 'count' is missing an argument\n");
    BOOST_TEST(run({"--count", "10"}) == cli::Exit::usage);
    BOOST_TEST(complaint == "mdm-test: --count: '10' is not a number from 1 to 9\n");
    BOOST_TEST(run({"--count", "1", "-c", "2"}) == cli::Exit::usage);
    BOOST_TEST(complaint == "mdm-test: --count is given more than once\n");
    BOOST_TEST(run({"--now", "noon"}) == cli::Exit::usage);
    BOOST_TEST(complaint == "mdm-test: --now: 'noon' is not a time like 2026-11-23T08:15:42Z\n");
    BOOST_TEST(run({"--log-format", "xml"}) == cli::Exit::usage);
    BOOST_TEST(complaint == "mdm-test: --log-format: 'xml' is neither text nor json\n");
}

BOOST_AUTO_TEST_CASE(names_two_options_that_exclude_each_other)
{
    const cli::Arguments arguments({{"a", ""}, {"c", ""}}, {});
    BOOST_TEST(arguments.require_at_most_one({"a", "b"}).has_value());
    BOOST_TEST(arguments.require_at_most_one({"a", "b", "c"}).error().message ==
               "--a and --c cannot be given together");
}

BOOST_AUTO_TEST_CASE(options_that_need_another_or_go_with_few)
{
    const cli::Arguments arguments({{"a", ""}, {"b", ""}, {"log-format", "json"}}, {});
    BOOST_TEST(arguments.require_beside("a", {"b", "c"}).has_value());
    BOOST_TEST(arguments.require_beside("d", {"c"}).has_value());
    BOOST_TEST(arguments.require_beside("d", {"c", "b"}).error().message == "--b needs --d");
    BOOST_TEST(arguments.require_alone("a", {"b", "c"}).has_value());
    BOOST_TEST(arguments.require_alone("a", {"c"}).error().message == "--b does not go with --a");
    BOOST_TEST(!cli::Arguments({{"a", ""}}, {"word"}).require_alone("a", {}).has_value());
}

BOOST_AUTO_TEST_CASE(names_an_option_that_is_missing)
{
    const cli::Arguments arguments({{"a", "1"}}, {});
    BOOST_TEST(arguments.require("a").value() == "1");
    BOOST_TEST(arguments.require("b").error().message == "missing --b; see --help");
}

BOOST_AUTO_TEST_CASE(help_names_every_option)
{
    BOOST_TEST(run({"--nope", "--help"}) == cli::Exit::ok);
    BOOST_TEST(written == "usage: mdm-test [OPTION]... [WORD]...\n"
                          "write words\n"
                          "\n"
                          "  -c, --count N           how often\n"
                          "      --item TEXT         an item\n"
                          "      --fail              fail\n"
                          "      --now TIME          the time to go by, in place of the clock's\n"
                          "      --log-format FORMAT\n"
                          "                          how messages are written: text (default) or "
                          "json\n"
                          "      --help              show this help and exit\n"
                          "      --version           show the version and exit\n"
                          "\n"
                          "See mdm-test(1).\n");
}

BOOST_AUTO_TEST_CASE(the_first_word_names_the_command)
{
    const cli::Tool many{
        .name = "mdm-many",
        .operands = "",
        .summary = "do things",
        .options = {cli::now_option},
        .commands = {{"say", "[WORD]...", "write words", {{"c,count", "N", "how often"}}, echo}}};
    BOOST_TEST(run({"say", "hello"}, many) == cli::Exit::ok);
    BOOST_TEST(written == "hello\n1970-01-01T00:00:00Z\n");
    BOOST_TEST(run({"sing"}, many) == cli::Exit::usage);
    BOOST_TEST(complaint == "mdm-many: unknown command 'sing'; see --help\n");
    BOOST_TEST(run({}, many) == cli::Exit::usage);
    BOOST_TEST(complaint == "mdm-many: missing COMMAND; see --help\n");
}

BOOST_AUTO_TEST_CASE(the_same_seed_draws_the_same_bytes)
{
    std::array<unsigned char, 32> a{};
    std::array<unsigned char, 32> b{};
    cli::random_from_seed("x")(a);
    cli::random_from_seed("x")(b);
    BOOST_TEST(a == b);
    cli::random_from_seed("y")(b);
    BOOST_TEST(a != b);
}

BOOST_AUTO_TEST_SUITE_END()
