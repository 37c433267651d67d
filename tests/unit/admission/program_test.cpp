#include "admission/program.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::admission;

namespace {

std::string remarked;

Result<std::optional<Finding>> asked(const std::string& script,
                                     std::chrono::seconds limit = std::chrono::seconds(60))
{
    record::Record record;
    record.kind = record::Kind::issue;
    record.trace_id = "trace-1";
    remarked.clear();
    return ask({.words = {"/bin/sh", "-c", script}, .time_limit = limit}, record,
               {.environment = {"PATH=/usr/bin:/bin"},
                .remark = [](const std::string& line) { remarked = line; }});
}

std::string trouble(const Result<std::optional<Finding>>& answer)
{
    BOOST_REQUIRE(!answer.has_value());
    BOOST_TEST((answer.error().code == Errc::environment));
    return answer.error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(program_test)

BOOST_AUTO_TEST_CASE(status_0_is_yes_whatever_it_writes)
{
    BOOST_TEST(!asked("echo no").value().has_value());
    BOOST_TEST(!asked("cat >/dev/null").value().has_value());
}

BOOST_AUTO_TEST_CASE(status_1_is_no_in_its_own_words)
{
    const auto no = asked("echo ' Go away. '; echo more; exit 1").value().value();
    BOOST_TEST(no.reason == "Go away.");
    BOOST_TEST(no.spoken);
    const auto silent = asked("exit 1").value().value();
    BOOST_TEST(!silent.spoken);
    BOOST_TEST(silent.log == "/bin/sh says no");
}

BOOST_AUTO_TEST_CASE(it_reads_the_record_as_one_line)
{
    const auto no = asked("read -r line; read -r more || echo \"$line\"; exit 1").value().value();
    BOOST_TEST(record::parse(no.reason).value().trace_id == "trace-1");
}

BOOST_AUTO_TEST_CASE(what_it_writes_to_standard_error_is_a_remark)
{
    BOOST_TEST(!asked("echo 'hm\tso' >&2").value().has_value());
    BOOST_TEST(remarked == "/bin/sh: hm?so");
}

BOOST_AUTO_TEST_CASE(everything_else_is_trouble)
{
    BOOST_TEST(trouble(asked("exit 2")) ==
               "/bin/sh: ended with status 2, where 0 is yes and 1 is no");
    BOOST_TEST(trouble(asked("sleep 600", std::chrono::seconds(1))).find("took longer than") !=
               std::string::npos);
    BOOST_TEST(trouble(asked("yes")).find("wrote more than 65536 bytes") != std::string::npos);
    BOOST_TEST(!ask({.words = {"/no/such/program"}}, {}, {}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
