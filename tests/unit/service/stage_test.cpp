#include "service/stage.h"

#include "cli/random.h"
#include "service/last_stage.h"

#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace mdm;

namespace {

std::array<int, 2> open_pipe()
{
    std::array<int, 2> ends{};
    BOOST_REQUIRE(::pipe(ends.data()) == 0);
    return ends;
}

/// A tool's surroundings on pipes: what is written to it, what it wrote, what it logged.
struct Surroundings {
    ~Surroundings()
    {
        for (const int fd : {in[0], out[0], out[1], err[0], err[1]})
            ::close(fd);
    }
    void give(std::string_view text)
    {
        BOOST_REQUIRE(::write(in[1], text.data(), text.size()) ==
                      static_cast<ssize_t>(text.size()));
        ::close(in[1]);
    }
    static std::string drain(int fd)
    {
        cli::Input input(fd);
        std::string all;
        while (input.line_is_waiting())
            all.append(*input.next_line(100000).value()).append("\n");
        return all;
    }
    std::array<int, 2> in = open_pipe();
    std::array<int, 2> out = open_pipe();
    std::array<int, 2> err = open_pipe();
    cli::Input input{in[0]};
    cli::Output output{out[1]};
    cli::Output errors{err[1]};
    cli::Log log{"mdm-test", errors, [] { return time_from_seconds(0); }};
    cli::Io io{input,
               output,
               log,
               [](std::string_view) { return std::nullopt; },
               [] { return time_from_seconds(0); },
               cli::random_from_seed("test")};
};

const std::string policy = R"({"record":1,"kind":"policy","trace_id":"p","x":1.0})";
const std::string issue = R"({"record":1,"kind":"issue","trace_id":"i"})";
const std::string refused_line = R"({"record":1,"kind":"issue","trace_id":"f",)"
                                 R"("fault":{"subcode":"Authorization","reason":"no"}})";

/// Answers policy requests, and refuses those whose trace id is "bad".
service::Stage policy_stage(int& batches)
{
    const auto work = [&batches](std::vector<record::Record> records) {
        ++batches;
        std::vector<enrollment::Outcome> outcomes;
        for (auto& record : records) {
            record.reply = "<reply/>";
            enrollment::Outcome outcome{std::move(record), ""};
            if (outcome.record.trace_id == "bad")
                outcome = enrollment::refused(
                    outcome.record,
                    enrollment::refusal_of(fault::Subcode::authorization, {Errc::refused, "bad"}),
                    "en-US");
            outcomes.push_back(std::move(outcome));
        }
        return outcomes;
    };
    return {[](const record::Record& record) { return record.kind == record::Kind::policy; },
            service::at_once(work)};
}

Result<std::string, enrollment::Refusal> answer(const record::Record& record)
{
    if (record.kind != record::Kind::policy)
        return service::not_served(record);
    return std::string("<answer/>");
}

void ignore(const ledger::Attempt&) {}

} // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(cli::Exit)

BOOST_FIXTURE_TEST_SUITE(stage_test, Surroundings)

BOOST_AUTO_TEST_CASE(what_is_not_the_stages_passes_through_to_the_byte)
{
    int batches = 0;
    give(issue + "\n" + policy + "\n" + refused_line + "\n");
    BOOST_TEST(service::run_stage(io, policy_stage(batches)).value() == cli::Exit::ok);
    BOOST_TEST(drain(out[0]) ==
               issue + "\n" +
                   R"({"record":1,"kind":"policy","trace_id":"p",)"
                   R"("received":"1970-01-01T00:00:00.000Z","reply":"<reply/>","x":1.0})" +
                   "\n" + refused_line + "\n");
    BOOST_TEST(batches == 1);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_passed_on_logged_and_told_by_the_status)
{
    int batches = 0;
    give(R"({"record":1,"kind":"policy","trace_id":"bad"})");
    BOOST_TEST(service::run_stage(io, policy_stage(batches)).value() == cli::Exit::refused);
    BOOST_TEST(drain(out[0]).find(R"("subcode":"Authorization")") != std::string::npos);
    BOOST_TEST(drain(err[0]) ==
               "mdm-test: refused: bad trace=bad kind=policy subcode=Authorization\n");
}

BOOST_AUTO_TEST_CASE(a_line_that_is_no_record_becomes_a_fault)
{
    int batches = 0;
    give("<xml/>\n" + policy + "\n");
    BOOST_TEST(service::run_stage(io, policy_stage(batches)).value() == cli::Exit::malformed);
    const auto written = drain(out[0]);
    BOOST_TEST(written.find(R"("subcode":"InternalServiceFault")") != std::string::npos);
    BOOST_TEST(written.find(R"("reply":"<reply/>")") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_stream_stays_in_order_while_the_parts_of_the_work_run_beside_each_other)
{
    constexpr std::size_t count = 5 * service::batch_records + 1;
    std::atomic<int> begun = 0;
    std::atomic<int> worked = 0;
    std::atomic<int> working = 0;
    std::atomic<int> finishing = 0;
    std::atomic<bool> alone = true;
    const auto reaches = [](const std::atomic<int>& counter, int value) {
        for (int i = 0; i < 10000 && counter < value; ++i)
            ::usleep(1000);
        return counter >= value;
    };
    bool beside = true;
    const auto begin = [&](std::vector<record::Record> records) -> enrollment::Work {
        const int number = ++begun;
        return [&, number, records = std::move(records)]() -> enrollment::Finish {
            alone = ++working == 1 && alone;
            // The first batch goes on only once those behind it are in the parts before.
            if (number == 1)
                beside = reaches(begun, 2) && beside;
            ++worked;
            --working;
            return [&, number, records] {
                alone = ++finishing == 1 && alone;
                if (number == 1)
                    beside = reaches(worked, 2) && reaches(begun, 3) && beside;
                std::vector<enrollment::Outcome> outcomes;
                for (const auto& record : records)
                    outcomes.push_back({record, ""});
                --finishing;
                return outcomes;
            };
        };
    };
    // All of them wait before the first is read, so that batches are full.
    std::string lines;
    for (std::size_t i = 0; i < count; ++i)
        lines += R"({"record":1,"kind":"policy","trace_id":")" + std::to_string(i) + "\"}\n";
    BOOST_REQUIRE(::fcntl(in[1], F_SETPIPE_SZ, 1 << 20) >= static_cast<int>(lines.size()));
    give(lines);
    std::string written;
    std::thread reader([&] {
        cli::Input records(out[0]);
        for (std::size_t i = 0; i < count; ++i)
            written.append(record::parse(*records.next_line(100000).value()).value().trace_id +
                           ",");
    });
    const auto takes = [](const record::Record&) { return true; };
    BOOST_TEST(service::run_stage(io, {takes, begin}).value() == cli::Exit::ok);
    reader.join();
    std::string expected;
    for (std::size_t i = 0; i < count; ++i)
        expected += std::to_string(i) + ",";
    BOOST_TEST(written == expected);
    BOOST_TEST(begun >= 6);
    BOOST_TEST(alone);
    BOOST_TEST(beside);
}

BOOST_AUTO_TEST_CASE(the_last_stage_answers_each_record)
{
    give(policy + "\n" + issue + "\n" + refused_line + "\n");
    const auto status = service::run_last_stage(io, {}, answer, ignore);
    BOOST_TEST(status.value() == cli::Exit::refused);
    const auto written = drain(out[0]);
    BOOST_TEST(written.starts_with("<answer/>\n"));
    BOOST_TEST(written.find("s:MessageFormat") != std::string::npos);
    BOOST_TEST(written.find("s:Authorization") != std::string::npos);
    BOOST_TEST(drain(err[0]) == "mdm-test: refused: requests of kind issue are not served at this "
                                "address trace=i kind=issue subcode=MessageFormat\n");
}

BOOST_AUTO_TEST_CASE(the_last_stage_notes_requests_of_identified_users_alone)
{
    std::vector<ledger::Attempt> notes;
    give(policy + "\n" +
         R"({"record":1,"kind":"policy","trace_id":"t","identity":{"method":"m","user":"alice"},)"
         R"("fault":{"subcode":"Authorization","reason":"no"}})" +
         "\n");
    const auto status = service::run_last_stage(
        io, {}, answer, [&](const ledger::Attempt& attempt) { notes.push_back(attempt); });
    BOOST_TEST(status.value() == cli::Exit::ok);
    BOOST_REQUIRE(notes.size() == 1U);
    BOOST_TEST(notes[0].user == "alice");
    BOOST_TEST(notes[0].outcome == "refused");
    BOOST_TEST(notes[0].subcode == "Authorization");
    BOOST_TEST(notes[0].reason == "no");
}

BOOST_AUTO_TEST_CASE(a_web_server_gets_an_answer_even_when_nothing_came)
{
    give("");
    const auto status =
        service::run_last_stage(io, {.cgi = true, .fault_status = 200}, answer, ignore);
    BOOST_TEST(status.value() == cli::Exit::malformed);
    const auto written = output.buffered();
    BOOST_TEST(written.starts_with("Status: 200 OK\r\n"));
    BOOST_TEST(written.find("a:InternalServiceFault") != std::string::npos);
    const auto logged = drain(err[0]);
    const auto at = logged.find("trace=") + 6;
    const auto trace = logged.substr(at, logged.find(' ', at) - at);
    BOOST_TEST(trace.size() == 36U);
    BOOST_TEST(written.find("<TraceId>" + trace + "</TraceId>") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
