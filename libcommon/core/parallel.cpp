#include "core/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace mdm {
namespace {

/// Items that threads take one after the other.
class Queue {
public:
    Queue(std::size_t count, const std::function<void(std::size_t, unsigned)>& work)
        : count_(count), work_(work)
    {
    }

    /// Until nothing is left.
    void run(unsigned worker)
    {
        try {
            for (std::size_t item = next_++; item < count_; item = next_++)
                work_(item, worker);
        } catch (...) {
            next_ = count_;
            std::call_once(failed_, [&] { failure_ = std::current_exception(); });
        }
    }

    /// Once all threads have ended.
    void rethrow() const
    {
        if (failure_)
            std::rethrow_exception(failure_);
    }

private:
    std::size_t count_;
    const std::function<void(std::size_t, unsigned)>& work_;
    std::atomic<std::size_t> next_ = 0;
    std::once_flag failed_;
    std::exception_ptr failure_;
};

} // namespace

unsigned cores()
{
    return std::max(std::thread::hardware_concurrency(), 1U);
}

void for_each_on_cores(std::size_t count, const std::function<void(std::size_t, unsigned)>& work)
{
    Queue queue(count, work);
    {
        std::vector<std::jthread> others; // joined when they go
        try {
            for (unsigned worker = 1; worker < std::min<std::size_t>(cores(), count); ++worker)
                others.emplace_back([&queue, worker] { queue.run(worker); });
        } catch (const std::system_error&) {
            // Those that are there do it.
        }
        queue.run(0);
    }
    queue.rethrow();
}

Lane::~Lane()
{
    {
        const std::scoped_lock lock(mutex_);
        ended_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable())
        thread_.join();
}

void Lane::add(std::packaged_task<void()> task)
{
    try {
        if (!thread_.joinable())
            thread_ = std::thread([this] { run(); });
    } catch (const std::system_error&) {
        task();
        return;
    }
    {
        const std::scoped_lock lock(mutex_);
        tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
}

/// Waits for it; nothing at the end.
std::optional<std::packaged_task<void()>> Lane::next()
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ended_ || !tasks_.empty(); });
    if (tasks_.empty())
        return std::nullopt;
    std::optional task(std::move(tasks_.front()));
    tasks_.pop_front();
    return task;
}

void Lane::run()
{
    while (auto task = next())
        (*task)();
}

} // namespace mdm
