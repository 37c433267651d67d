#include "service/offline_queue.h"

#include <chrono>
#include <iterator>
#include <utility>

namespace mdm::service {
namespace {

constexpr std::size_t chunk_size = 32;
constexpr std::chrono::milliseconds tick{100};

ChunkPtr take_first(Chunks& chunks)
{
    ChunkPtr chunk = std::move(chunks.front());
    chunks.pop_front();
    return chunk;
}

void append(Chunks& to, Chunks from)
{
    std::ranges::move(from, std::back_inserter(to));
}

} // namespace

bool OfflineQueue::is_done() const
{
    return given_up_ || (ended_ && under_way_ == 0);
}

/// What is nearest to its end goes first, so that little is under way.
std::optional<OfflineQueue::Task> OfflineQueue::take()
{
    if (!to_write_.empty())
        return Task{Step::write, take_first(to_write_)};
    if (!to_certify_.empty())
        return Task{Step::certify, take_first(to_certify_)};
    if (ended_ || under_way_ >= most_)
        return std::nullopt;
    auto chunk = std::make_unique<Chunk>();
    while (chunk->items.size() < chunk_size) {
        auto path = files_.next();
        ended_ = !path;
        if (ended_)
            break;
        if (*path)
            chunk->items.push_back({.path = std::move(*path).value()});
        else
            chunk->items.push_back({.path = "", .error = path->error()});
    }
    if (chunk->items.empty())
        return std::nullopt;
    ++under_way_;
    return Task{Step::read, std::move(chunk)};
}

std::optional<OfflineQueue::Task> OfflineQueue::next_task()
{
    std::unique_lock lock(mutex_);
    for (;;) {
        if (given_up_)
            return std::nullopt;
        if (auto task = take())
            return task;
        if (is_done()) {
            for_workers_.notify_all();
            for_ledger_.notify_one();
            return std::nullopt;
        }
        ++idle_;
        for_ledger_.notify_one();
        for_workers_.wait(lock);
        --idle_;
    }
}

void OfflineQueue::done(Task task)
{
    const std::scoped_lock lock(mutex_);
    if (task.step == Step::read)
        to_reserve_.push_back(std::move(task.chunk));
    else if (task.step == Step::certify)
        to_store_.push_back(std::move(task.chunk));
    else
        finished_.push_back(std::move(task.chunk));
    if (to_reserve_.size() + to_store_.size() >= group_ || idle_ > 0)
        for_ledger_.notify_one();
}

OfflineQueue::Work OfflineQueue::next_work()
{
    std::unique_lock lock(mutex_);
    for_ledger_.wait_for(lock, tick, [&] {
        const std::size_t waiting = to_reserve_.size() + to_store_.size();
        const bool some = waiting > 0 || !finished_.empty();
        return waiting >= group_ || (idle_ > 0 && some) || is_done();
    });
    Work work{std::exchange(to_reserve_, {}), std::exchange(to_store_, {}),
              std::exchange(finished_, {})};
    under_way_ -= work.finished.size();
    work.all_done = is_done();
    if (!work.finished.empty())
        for_workers_.notify_all();
    return work;
}

void OfflineQueue::reserved(Chunks chunks)
{
    const std::scoped_lock lock(mutex_);
    append(to_certify_, std::move(chunks));
    for_workers_.notify_all();
}

void OfflineQueue::stored(Chunks chunks)
{
    const std::scoped_lock lock(mutex_);
    append(to_write_, std::move(chunks));
    for_workers_.notify_all();
}

void OfflineQueue::stop()
{
    const std::scoped_lock lock(mutex_);
    if (ended_)
        return;
    early_ = files_.next().has_value();
    ended_ = true;
    for_workers_.notify_all();
}

void OfflineQueue::give_up(std::exception_ptr why)
{
    const std::scoped_lock lock(mutex_);
    given_up_ = true;
    if (!failure_)
        failure_ = std::move(why);
    for_workers_.notify_all();
    for_ledger_.notify_one();
}

void OfflineQueue::rethrow()
{
    const std::scoped_lock lock(mutex_);
    if (failure_)
        std::rethrow_exception(failure_);
}

bool OfflineQueue::stopped_early()
{
    const std::scoped_lock lock(mutex_);
    return early_;
}

} // namespace mdm::service
