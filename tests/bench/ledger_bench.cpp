// ledger_bench - measures what the ledger costs.
//
// PATH may be any URL of a ledger.
//
//     ledger_bench PATH fill ROWS       adds rows, in batches of 64, and says what a row took
//     ledger_bench PATH batch SIZE      reserves and stores batches of SIZE, for two seconds
//     ledger_bench PATH once N          opens, reserves one, stores one, closes, N times, each in a
//                                       process of its own
//     ledger_bench PATH crowd P N       P processes at once, each opens, reserves and stores N
//     times
//
// Not a test: what it prints depends on the disk.

#include "ledger/ledger.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mdm;
using Clock = std::chrono::steady_clock;

namespace {

std::mt19937_64 dice{std::random_device{}()};

std::string random_hex(int words)
{
    std::string text;
    for (int i = 0; i < words; ++i) {
        char digits[17];
        std::snprintf(digits, sizeof digits, "%016lX", static_cast<unsigned long>(dice()));
        text += digits;
    }
    return text;
}

double microseconds_since(Clock::time_point start)
{
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

/// Microseconds of processor that this process and its children took so far.
double processor()
{
    double sum = 0;
    for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage used{};
        ::getrusage(who, &used);
        for (const auto& part : {used.ru_utime, used.ru_stime})
            sum += static_cast<double>(part.tv_sec) * 1e6 + static_cast<double>(part.tv_usec);
    }
    return sum;
}

template <class T>
T must(Result<T> result)
{
    if (result)
        return std::move(result).value();
    std::fprintf(stderr, "ledger_bench: %s\n", result.error().message.c_str());
    std::_Exit(4);
}

std::vector<ledger::Reservation> reservations(std::size_t count)
{
    static long long second = 1'700'000'000;
    std::vector<ledger::Reservation> made(count);
    for (auto& one : made)
        one = {.request_key = random_hex(4),
               .serial = random_hex(2),
               .trace_id = random_hex(2),
               .kind = "issue",
               .user = "alice" + std::to_string(dice() % 100000) + "@example.com",
               .device_id = random_hex(2),
               .profile = "default",
               .subject = "CN=" + random_hex(2) + ",O=Example",
               .key_thumbprint = random_hex(4),
               .not_before = time_from_seconds(second),
               .not_after = time_from_seconds(second + 31'536'000),
               .reserved_at = time_from_seconds(second)};
    ++second;
    return made;
}

struct Cost {
    double open = 0;
    double reserve = 0;
    double store = 0;
    double close = 0;
    double processor = 0; ///< of all of it
    double whole = 0;     ///< with the process around it
};

Cost round(ledger::Ledger& open, std::size_t size)
{
    const auto wanted = reservations(size);
    std::vector<ledger::Ledger::Signed> certificates(size);
    for (std::size_t i = 0; i < size; ++i)
        certificates[i] = {.serial = wanted[i].serial,
                           .certificate = Bytes(1100, static_cast<unsigned char>(i)),
                           .thumbprint = random_hex(2) + random_hex(1).substr(8),
                           .issued_at = wanted[i].reserved_at};
    Cost cost;
    const double used = processor();
    auto start = Clock::now();
    must(open.reserve(wanted));
    cost.reserve = microseconds_since(start);
    start = Clock::now();
    must(open.store(certificates));
    cost.store = microseconds_since(start);
    cost.processor = processor() - used;
    return cost;
}

double least(std::vector<Cost> costs, double Cost::*part)
{
    // The tenth of the rounds that were quickest: other work on the machine only adds.
    const auto at = costs.begin() + static_cast<std::ptrdiff_t>(costs.size() / 10);
    std::nth_element(costs.begin(), at, costs.end(),
                     [part](const Cost& a, const Cost& b) { return a.*part < b.*part; });
    return (*at).*part;
}

double mean(const std::vector<Cost>& costs, double Cost::*part)
{
    double sum = 0;
    for (const auto& cost : costs)
        sum += cost.*part;
    return sum / static_cast<double>(costs.size());
}

void rounds(const std::string& path, std::size_t size, double count)
{
    auto open = must(ledger::Ledger::open(path));
    std::vector<Cost> costs;
    const auto start = Clock::now();
    while (count > 0 ? static_cast<double>(costs.size()) < count : microseconds_since(start) < 2e6)
        costs.push_back(round(open, size));
    const auto rows = static_cast<double>(size);
    for (const auto& [name, part] : {std::pair{"reserve", &Cost::reserve},
                                     {"store", &Cost::store},
                                     {"processor", &Cost::processor}})
        std::printf("%9s: mean %8.1f us a call, %6.1f us a row; quick %8.1f us, %6.1f us\n", name,
                    mean(costs, part), mean(costs, part) / rows, least(costs, part),
                    least(costs, part) / rows);
}

void fsyncs(const std::string& path)
{
    const std::string name = path + ".sync";
    const int fd = ::open(name.c_str(), O_RDWR | O_CREAT, 0600);
    const std::string block(8192, 'x');
    const auto start = Clock::now();
    constexpr int count = 200;
    for (int i = 0; i < count; ++i) {
        if (::pwrite(fd, block.data(), block.size(), i % 16 * 8192) < 0)
            std::perror("pwrite");
        ::fdatasync(fd);
    }
    std::printf("write and fdatasync of 8 KiB: %.1f us\n", microseconds_since(start) / count);
    ::close(fd);
    ::unlink(name.c_str());
}

Cost once(const std::string& path)
{
    auto start = Clock::now();
    auto open = std::make_unique<ledger::Ledger>(must(ledger::Ledger::open(path)));
    const double opening = microseconds_since(start);
    Cost cost = round(*open, 1);
    cost.open = opening;
    start = Clock::now();
    open.reset();
    cost.close = microseconds_since(start);
    cost.processor = processor();
    return cost;
}

void once(const std::string& path, int times)
{
    std::vector<Cost> costs;
    int ends[2];
    if (::pipe(ends) != 0)
        return;
    for (int i = 0; i < times; ++i) {
        dice.seed(std::random_device{}());
        const auto start = Clock::now();
        Cost cost;
        if (::fork() == 0) {
            cost = once(path);
            std::_Exit(::write(ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
        }
        ::wait(nullptr);
        if (::read(ends[0], &cost, sizeof cost) != sizeof cost)
            return;
        cost.whole = microseconds_since(start);
        costs.push_back(cost);
    }
    for (const auto& [name, part] : {std::pair{"open", &Cost::open},
                                     {"reserve", &Cost::reserve},
                                     {"store", &Cost::store},
                                     {"close", &Cost::close},
                                     {"processor", &Cost::processor},
                                     {"whole", &Cost::whole}})
        std::printf("%9s: mean %7.1f us, quick %7.1f us\n", name, mean(costs, part),
                    least(costs, part));
}

double longest_of(const std::string& path, int times)
{
    dice.seed(std::random_device{}());
    double longest = 0;
    for (int i = 0; i < times; ++i) {
        const auto start = Clock::now();
        auto open = must(ledger::Ledger::open(path));
        round(open, 1);
        longest = std::max(longest, microseconds_since(start));
    }
    return longest;
}

void crowd(const std::string& path, int processes, int times)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return;
    const auto start = Clock::now();
    for (int p = 0; p < processes; ++p) {
        if (::fork() != 0)
            continue;
        const double longest = longest_of(path, times);
        std::_Exit(::write(ends[1], &longest, sizeof longest) == sizeof longest ? 0 : 1);
    }
    int failed = 0;
    int status = 0;
    while (::wait(&status) > 0)
        failed += status != 0 ? 1 : 0;
    ::close(ends[1]);
    const double all = microseconds_since(start);
    std::vector<double> longest;
    for (double one = 0; ::read(ends[0], &one, sizeof one) == sizeof one;)
        longest.push_back(one);
    std::sort(longest.begin(), longest.end());
    std::printf("%d processes, %d failed, %.1f us an enrollment\n", processes, failed,
                all / processes / times);
    if (!longest.empty())
        std::printf("the slowest of a process: median %.1f ms, all %.1f ms\n",
                    longest[longest.size() / 2] / 1000, longest.back() / 1000);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 4)
        return 2;
    const std::string path = argv[1];
    const std::string what = argv[2];
    const int number = std::atoi(argv[3]);
    if (path.find("://") == std::string::npos)
        fsyncs(path);
    std::fflush(stdout);
    if (what == "fill")
        rounds(path, 64, number / 64.0);
    else if (what == "batch")
        rounds(path, static_cast<std::size_t>(number), 0);
    else if (what == "once")
        once(path, number);
    else if (what == "crowd" && argc == 5)
        crowd(path, number, std::atoi(argv[4]));
    else
        return 2;
    return 0;
}
