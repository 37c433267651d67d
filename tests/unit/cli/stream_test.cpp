#include "cli/stream.h"

#include <boost/test/unit_test.hpp>

#include <array>

#include <unistd.h>

using namespace mdm;

namespace {

/// A pipe whose writing end the test holds.
struct Pipe {
    ~Pipe()
    {
        ::close(ends[0]);
        close_writer();
    }
    void write(std::string_view text) const
    {
        BOOST_REQUIRE(::write(ends[1], text.data(), text.size()) ==
                      static_cast<ssize_t>(text.size()));
    }
    void close_writer()
    {
        if (ends[1] >= 0)
            ::close(ends[1]);
        ends[1] = -1;
    }
    static std::array<int, 2> open()
    {
        std::array<int, 2> ends{};
        BOOST_REQUIRE(::pipe(ends.data()) == 0);
        return ends;
    }
    std::array<int, 2> ends = open();
    cli::Input input{ends[0]};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(stream_test, Pipe)

BOOST_AUTO_TEST_CASE(reads_lines_and_a_last_one_without_a_line_feed)
{
    write("one\n\nthree");
    close_writer();
    BOOST_TEST(*input.next_line(100).value() == "one");
    BOOST_TEST(*input.next_line(100).value() == "");
    BOOST_TEST(*input.next_line(100).value() == "three");
    BOOST_TEST(!input.next_line(100).value().has_value());
}

BOOST_AUTO_TEST_CASE(refuses_a_line_over_the_limit)
{
    write("12345\n123456\n");
    BOOST_TEST(*input.next_line(5).value() == "12345");
    BOOST_TEST(input.next_line(5).error().message == "a line is longer than the limit of 5 bytes");
}

BOOST_AUTO_TEST_CASE(knows_whether_a_line_is_waiting)
{
    BOOST_TEST(!input.line_is_waiting());
    write("one\ntw");
    BOOST_TEST(input.line_is_waiting());
    BOOST_TEST(*input.next_line(100).value() == "one");
    BOOST_TEST(!input.line_is_waiting());
    write("o\n");
    BOOST_TEST(input.line_is_waiting());
    BOOST_TEST(*input.next_line(100).value() == "two");
    close_writer();
    BOOST_TEST(!input.line_is_waiting());
}

BOOST_AUTO_TEST_CASE(reads_exactly_what_was_announced)
{
    write("12345rest");
    BOOST_TEST(input.read_exactly(5).value() == "12345");
    close_writer();
    BOOST_TEST(input.read_exactly(5).error().message == "the input ends after 4 of 5 bytes");
}

BOOST_AUTO_TEST_CASE(forgets_what_is_skipped)
{
    write("12345rest");
    input.skip(5);
    BOOST_TEST(input.read_exactly(2).value() == "re");
    close_writer();
    input.skip(100);
    BOOST_TEST(input.read_all(5).value() == "");
}

BOOST_AUTO_TEST_CASE(reads_all_up_to_the_limit)
{
    write("12345");
    close_writer();
    BOOST_TEST(input.read_all(5).value() == "12345");

    Pipe other;
    other.write("123456");
    other.close_writer();
    BOOST_TEST(other.input.read_all(5).error().message ==
               "the input is longer than the limit of 5 bytes");
}

BOOST_AUTO_TEST_CASE(reads_the_first_line_as_a_secret_and_nothing_more)
{
    write("secret\nrest");
    BOOST_TEST(input.secret_line(6).value().reveal() == "secret");
    close_writer();
    BOOST_TEST(input.read_all(100).value() == "rest");

    Pipe unended;
    unended.write("secret");
    unended.close_writer();
    BOOST_TEST(unended.input.secret_line(6).value().reveal() == "secret");
    BOOST_TEST(unended.input.secret_line(6).error().message ==
               "standard input is empty, expected one line");

    Pipe longer;
    longer.write("secrets\n");
    BOOST_TEST(longer.input.secret_line(6).error().message ==
               "the first line is longer than the limit of 6 bytes");
}

BOOST_AUTO_TEST_CASE(output_is_held_until_it_is_flushed)
{
    cli::Output out(ends[1]);
    out << "lost";
    out.discard();
    out << "kept\n";
    BOOST_TEST(!input.line_is_waiting());
    BOOST_TEST(out.flush().has_value());
    BOOST_TEST(*input.next_line(100).value() == "kept");
}

BOOST_AUTO_TEST_SUITE_END()
