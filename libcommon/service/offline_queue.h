#pragma once

#include "service/offline_run.h"
#include "service/request_files.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>

namespace mdm::service {

/// A few requests on their way through the run.
struct Chunk {
    struct Item {
        std::string path;
        std::optional<Error> error = {}; ///< why there is no certificate
        CertificateFiles::Put put = CertificateFiles::Put::written;
    };
    std::vector<Item> items;
    std::vector<std::size_t> ordered = {}; ///< the places of the batch's orders in `items`
    std::optional<enrollment::Batch> batch = {};
    bool trouble = false; ///< of the ledger or the directory: the run is to end
};
using ChunkPtr = std::unique_ptr<Chunk>;
using Chunks = std::deque<ChunkPtr>;

/// What hands chunks from thread to thread: from the workers to the one that writes the ledger and
/// back, twice. It holds no more than `most` of them.
class OfflineQueue {
public:
    OfflineQueue(RequestFiles files, std::size_t most, std::size_t group)
        : files_(std::move(files)), most_(most), group_(group)
    {
    }

    /// What a worker does next; nothing when there is nothing left to do. Waits.
    enum class Step { read, certify, write };
    struct Task {
        Step step;
        ChunkPtr chunk;
    };
    std::optional<Task> next_task();
    /// Takes a chunk on after a worker's step.
    void done(Task task);

    /// What the thread of the ledger does next. Waits until it is worth a commit, or a worker has
    /// nothing to do, or a tenth of a second.
    struct Work {
        Chunks to_reserve;
        Chunks to_store;
        Chunks finished;
        bool all_done = false;
    };
    Work next_work();
    void reserved(Chunks chunks);
    void stored(Chunks chunks);

    /// Begins nothing more.
    void stop();
    /// Ends all threads, whatever is under way; `rethrow` throws what was thrown, if it was that.
    void give_up(std::exception_ptr why = nullptr);
    void rethrow();
    /// Whether there were requests that nobody began.
    [[nodiscard]] bool stopped_early();

private:
    std::optional<Task> take();
    [[nodiscard]] bool is_done() const;

    std::mutex mutex_;
    std::condition_variable for_workers_;
    std::condition_variable for_ledger_;
    RequestFiles files_;
    const std::size_t most_;
    const std::size_t group_;
    Chunks to_reserve_;
    Chunks to_certify_;
    Chunks to_store_;
    Chunks to_write_;
    Chunks finished_;
    std::size_t under_way_ = 0; ///< chunks that were begun and are not finished
    std::size_t idle_ = 0;      ///< workers that wait
    bool ended_ = false;        ///< nothing more is begun
    bool early_ = false;
    bool given_up_ = false;
    std::exception_ptr failure_;
};

} // namespace mdm::service
