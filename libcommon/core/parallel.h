#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

namespace mdm {

/// How many threads can run at once: the cores that this process may use.
unsigned cores();

/// Calls `work(item, worker)` once for every item below `count`, on as many threads as there are
/// cores, the caller's among them, and returns when all have ended. No two calls with the same
/// `worker`, which is below cores(), run at once. A thread that the system does not give is done
/// without. The first exception stops what was not begun, and is thrown on.
void for_each_on_cores(std::size_t count,
                       const std::function<void(std::size_t item, unsigned worker)>& work);

/// A thread that runs tasks one after the other, in the order in which they were added. It begins
/// with the first one; where the system gives none, a task runs as it is added. The tasks that are
/// left run before this goes.
class Lane {
public:
    Lane() = default;
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;
    ~Lane();

    /// What the task yields, or throws, is had from the future.
    template <class Task>
    auto add(Task task) -> std::future<decltype(task())>
    {
        std::packaged_task<decltype(task())()> packaged(std::move(task));
        auto result = packaged.get_future();
        add(std::packaged_task<void()>([packaged = std::move(packaged)]() mutable { packaged(); }));
        return result;
    }

private:
    void add(std::packaged_task<void()> task);
    std::optional<std::packaged_task<void()>> next();
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::packaged_task<void()>> tasks_;
    bool ended_ = false;
    std::thread thread_;
};

} // namespace mdm
