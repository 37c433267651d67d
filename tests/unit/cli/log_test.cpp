#include "cli/log.h"
#include "core/file.h"

#include <boost/test/unit_test.hpp>

#include <array>
#include <filesystem>

#include <unistd.h>

using namespace mdm;

namespace {

struct Folder {
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "log_test.XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder()
    {
        std::filesystem::remove_all(path);
        ::close(ends[0]);
        ::close(ends[1]);
    }
    std::string error_line() { return std::string(*input.next_line(4096).value()); }

    std::string path;
    static std::array<int, 2> open_pipe()
    {
        std::array<int, 2> pipe{};
        BOOST_REQUIRE(::pipe(pipe.data()) == 0);
        return pipe;
    }
    std::array<int, 2> ends = open_pipe();
    cli::Input input{ends[0]};
    cli::Output err{ends[1]};
    cli::Log log{"mdm-test", err, [] { return time_from_seconds(1795421742); }};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(log_test, Folder)

BOOST_AUTO_TEST_CASE(one_event_is_one_line_whatever_it_holds)
{
    log.write({.message = "no\nway", .trace_id = "a b", .fields = {{"user", "x=\"1\""}}});
    BOOST_TEST(error_line() == R"(mdm-test: no?way trace="a b" user="x=\"1\"")");
}

BOOST_AUTO_TEST_CASE(writes_json)
{
    log.set_format(cli::LogFormat::json);
    log.write({.message = "no", .trace_id = "t", .fields = {{"user", "a\"b"}}});
    BOOST_TEST(error_line() == R"({"time":"2026-11-23T08:15:42.000Z","level":"error",)"
                               R"("tool":"mdm-test","trace_id":"t","message":"no","user":"a\"b"})");
}

BOOST_AUTO_TEST_CASE(leaves_information_out_of_standard_error)
{
    log.write({.level = cli::Level::info, .message = "fine"});
    log.write({.message = "bad"});
    BOOST_TEST(error_line() == "mdm-test: bad");
}

BOOST_AUTO_TEST_CASE(a_file_takes_twice_its_limit_at_most)
{
    const std::string file = path + "/log";
    log.set_file(file, 200);
    for (int i = 0; i < 50; ++i)
        log.write({.level = cli::Level::info, .message = "number " + std::to_string(i)});
    BOOST_TEST(std::filesystem::file_size(file) <= 200U);
    BOOST_TEST(std::filesystem::file_size(file + ".1") <= 200U);
    BOOST_TEST(read_file(file).value().ends_with("2026-11-23T08:15:42.000Z mdm-test: number 49\n"));
}

BOOST_AUTO_TEST_CASE(falls_back_to_standard_error)
{
    log.set_file(path + "/none/log", 200);
    log.write({.message = "bad"});
    BOOST_TEST(error_line() == "mdm-test: bad");
}

BOOST_AUTO_TEST_SUITE_END()
