#include "ledger_fixture.h"

#include <csignal>
#include <fstream>
#include <map>
#include <set>

#include <fcntl.h>

using namespace mdm;
using namespace mdm::ledger;

namespace {

/// A gate that children wait at until all are there: they block in reading a pipe that is closed.
class Gate {
public:
    Gate() { BOOST_REQUIRE(::pipe(ends_) == 0); }
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;
    ~Gate() { ::close(ends_[0]); }
    /// In a child.
    void wait()
    {
        ::close(ends_[1]);
        char byte = 0;
        (void)!::read(ends_[0], &byte, 1);
    }
    /// In the parent.
    void open() { ::close(ends_[1]); }

private:
    int ends_[2];
};

std::string serial_of(int process, int request)
{
    return std::to_string(process) + "-" + std::to_string(request);
}

/// One request as a signer handles it: reserves, "signs" with its own mark, stores, and appends
/// what it may let out to `log` as "KEY SERIAL CERTIFICATE".
Result<void> enroll(const std::string& path, const std::string& key, const std::string& serial,
                    int log)
{
    auto ledger = TRY(Ledger::open(path));
    auto entry = TRY(reserve_one(ledger, reservation(key, serial)));
    if (entry.state == State::reserved)
        entry = TRY(store_one(ledger, certificate(entry.reservation.serial, "by " + serial)));
    const std::string line =
        key + " " + entry.reservation.serial + " " + content(entry).substr(3) + "\n";
    if (::write(log, line.data(), line.size()) < 0)
        return Error{Errc::environment, "log"};
    return {};
}

int report(const Result<void>& result)
{
    if (result)
        return 0;
    (void)!::write(2, result.error().message.data(), result.error().message.size());
    (void)!::write(2, "\n", 1);
    return 1;
}

struct Log : Folder {
    Log() : file(::open((folder + "/log").c_str(), O_RDWR | O_CREAT | O_APPEND, 0600)) {}
    ~Log() { ::close(file); }

    /// Checks that each key was answered with one certificate, that of its row in the ledger.
    void check(std::size_t keys)
    {
        auto ledger = open();
        std::map<std::string, std::string> rows;
        std::set<std::string> serials;
        for (const auto& entry : all(ledger)) {
            serials.insert(entry.reservation.serial);
            const std::string text = entry.state == State::issued ? content(entry).substr(3) : "";
            BOOST_TEST(
                rows.emplace(entry.reservation.request_key, entry.reservation.serial + " " + text)
                    .second);
        }
        BOOST_TEST(rows.size() == keys);
        BOOST_TEST(serials.size() == keys);
        std::ifstream lines(folder + "/log");
        std::string key;
        for (std::string rest; lines >> key && std::getline(lines, rest); ++answers)
            BOOST_TEST(" " + rows[key] == rest);
    }

    int file;
    std::size_t answers = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(concurrency_test, Log)

BOOST_AUTO_TEST_CASE(one_row_a_request_however_many_ask_at_once)
{
    constexpr int processes = 16;
    constexpr int requests = 50;
    Gate gate;
    std::vector<pid_t> children;
    for (int p = 0; p < processes; ++p)
        children.push_back(child([&, p] {
            gate.wait();
            int failed = 0;
            // Each key is asked for by all processes, at different times.
            for (int i = 0; i < requests; ++i)
                failed += report(enroll(path, "key" + std::to_string((i + p * 3) % requests),
                                        serial_of(p, i), file));
            return failed;
        }));
    gate.open();
    for (const pid_t pid : children)
        BOOST_TEST(end_of(pid) == 0);
    check(requests);
    BOOST_TEST(answers == std::size_t{processes} * requests);
}

BOOST_AUTO_TEST_CASE(sixty_four_start_on_a_file_that_is_not_there)
{
    for (int round = 0; round < 3; ++round) {
        path = folder + "/ledger" + std::to_string(round) + ".db";
        Gate gate;
        std::vector<pid_t> children;
        for (int p = 0; p < 64; ++p)
            children.push_back(child([&, p] {
                gate.wait();
                return report(enroll(path, "key" + std::to_string(p), serial_of(p, 0), file));
            }));
        gate.open();
        for (const pid_t pid : children)
            BOOST_TEST(end_of(pid) == 0);
        auto ledger = open();
        BOOST_TEST(all(ledger, {.state = State::issued}).size() == 64);
    }
}

BOOST_AUTO_TEST_CASE(killed_processes_leave_a_ledger_that_tells_the_truth)
{
    constexpr int keys = 40;
    // Killed at whatever they are doing, which the pause moves along.
    for (int round = 0; round < 40; ++round) {
        const pid_t pid = child([&, round] {
            for (int i = 0;; ++i) {
                const auto key = "key" + std::to_string((round + i) % keys);
                if (const int failed = report(enroll(path, key, serial_of(round, i), file)))
                    return failed;
            }
        });
        ::usleep(static_cast<useconds_t>(500 + 700 * round));
        ::kill(pid, SIGKILL);
        BOOST_TEST(end_of(pid) == -SIGKILL);
    }
    // Whoever comes next finishes what was begun.
    for (int i = 0; i < keys; ++i)
        BOOST_TEST(report(enroll(path, "key" + std::to_string(i), serial_of(99, i), file)) == 0);
    check(keys);
    BOOST_TEST(answers >= std::size_t{keys});
}

BOOST_AUTO_TEST_CASE(attempts_of_many_processes_are_all_there)
{
    std::vector<pid_t> children;
    for (int p = 0; p < 8; ++p)
        children.push_back(child([&, p] {
            auto ledger = Ledger::open(path);
            if (!ledger)
                return 1;
            for (int i = 0; i < 25; ++i) {
                const Attempt one{.trace_id = serial_of(p, i),
                                  .at = at(i),
                                  .kind = "policy",
                                  .user = "alice",
                                  .device_id = "",
                                  .outcome = "answered",
                                  .subcode = "",
                                  .error_type = "",
                                  .reason = "",
                                  .serial = ""};
                if (const int failed = report(ledger->record({&one, 1}, 1000)))
                    return failed;
            }
            return 0;
        }));
    for (const pid_t pid : children)
        BOOST_TEST(end_of(pid) == 0);
    auto ledger = open();
    std::set<std::string> traces;
    for (const auto& attempt : all_attempts(ledger))
        traces.insert(attempt.trace_id);
    BOOST_TEST(traces.size() == 200);
}

BOOST_AUTO_TEST_SUITE_END()
