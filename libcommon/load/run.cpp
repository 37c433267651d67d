#include "load/run.h"

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <fmt/format.h>

namespace mdm::load {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds tick{100};

/// A server that ends a connection must not end the process.
class NoPipeSignal {
public:
    NoPipeSignal() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
    NoPipeSignal(const NoPipeSignal&) = delete;
    NoPipeSignal& operator=(const NoPipeSignal&) = delete;
    ~NoPipeSignal() { std::signal(SIGPIPE, before_); }

private:
    void (*before_)(int);
};

/// What the threads share.
class Runner {
public:
    Runner(const Run& run, const Source& source, const Randoms& randoms)
        : run_(run), source_(source), randoms_(randoms), roster_(run.crowd, randoms)
    {
    }

    /// What a thread does: device after device.
    void work()
    {
        try {
            while (const auto entry = next())
                count(play(*entry, stage_of(*entry)));
        } catch (...) {
            const std::scoped_lock lock(mutex_);
            stopped_ = true;
            failure_ = std::current_exception();
        }
        const std::scoped_lock lock(mutex_);
        --working_;
        changed_.notify_one();
    }

    /// Looks on until all threads are done.
    void look_on(unsigned threads, const Watch& watch)
    {
        std::unique_lock lock(mutex_);
        working_ += threads;
        while (working_ > 0) {
            changed_.wait_for(lock, tick);
            if (!interrupted_ && watch.interrupted())
                interrupted_ = stopped_ = true;
            if (stopped_ && !deadline_)
                deadline_ = Clock::now() + run_.grace;
            if (deadline_ && Clock::now() >= *deadline_)
                cut_off_ = true;
            if (watch.look)
                watch.look(tally_);
        }
    }

    Result<void> end(Summary& summary)
    {
        if (failure_)
            std::rethrow_exception(failure_);
        summary.tally = std::move(tally_);
        summary.interrupted = interrupted_;
        return trouble_ ? Result<void>(*trouble_) : Result<void>();
    }

    /// Begins no more devices, and cuts off those under way.
    void abandon()
    {
        const std::scoped_lock lock(mutex_);
        stopped_ = true;
        cut_off_ = true;
    }

private:
    std::optional<Entry> next()
    {
        const std::scoped_lock lock(mutex_);
        return stopped_ ? std::nullopt : roster_.next();
    }

    Stage stage_of(const Entry& entry)
    {
        return {.source = source_,
                .random = randoms_(fmt::format("device {}", entry.number)),
                .give_up = [this] { return cut_off_.load(); },
                .directory = run_.directory.empty()
                                 ? std::string()
                                 : fmt::format("{}/{:06}", run_.directory, entry.number),
                .note =
                    [this](const device::Session& session) {
                        const std::scoped_lock lock(mutex_);
                        tally_.add_times(session);
                    }};
    }

    void count(const Result<Ending>& ending)
    {
        const std::scoped_lock lock(mutex_);
        if (ending) {
            tally_.add(*ending);
            return;
        }
        stopped_ = true;
        if (!trouble_)
            trouble_ = ending.error();
    }

    const Run& run_;
    const Source& source_;
    const Randoms& randoms_;
    std::mutex mutex_;
    std::condition_variable changed_;
    Roster roster_;
    Tally tally_;
    unsigned working_ = 0; ///< threads
    bool stopped_ = false;
    bool interrupted_ = false;
    std::optional<Clock::time_point> deadline_;
    std::atomic<bool> cut_off_ = false;
    std::optional<Error> trouble_;
    std::exception_ptr failure_;
};

} // namespace

Result<void> run(const Run& run, const Source& source, const Randoms& randoms, const Watch& watch,
                 Summary& summary)
{
    const NoPipeSignal no_signal;
    Runner runner(run, source, randoms);
    const auto begin = Clock::now();
    {
        std::vector<std::jthread> threads; // joined when they go
        try {
            for (unsigned i = 0; i < run.parallel && i < run.crowd.count; ++i)
                threads.emplace_back([&] { runner.work(); });
            runner.look_on(static_cast<unsigned>(threads.size()), watch);
        } catch (...) {
            runner.abandon();
            throw;
        }
    }
    summary.count = run.crowd.count;
    summary.time = std::chrono::duration_cast<Duration>(Clock::now() - begin);
    return runner.end(summary);
}

} // namespace mdm::load
