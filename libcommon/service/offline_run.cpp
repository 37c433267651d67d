#include "service/offline_run.h"

#include "cli/interruption.h"
#include "cli/progress.h"
#include "cli/tool.h"
#include "core/descriptor.h"
#include "core/file.h"
#include "enrollment/profile.h"
#include "ledger/fields.h"
#include "service/offline_queue.h"

#include <algorithm>
#include <optional>
#include <thread>

#include <fcntl.h>

namespace mdm::service {
namespace {

constexpr std::size_t chunks_of_a_commit = 16;

/// The words of the report.
std::string_view word_of(Errc code)
{
    switch (code) {
    case Errc::refused:
        return "refused";
    case Errc::malformed:
        return "malformed";
    case Errc::usage:
        return "usage";
    case Errc::environment:
        break;
    }
    return "environment";
}

/// What the threads share, all of it fit for that.
struct Shared {
    enrollment::Signer& signer;
    const config::Profile& profile;
    const enrollment::Blueprint& blueprint;
    const OfflineRun& run;
    CertificateFiles files;
    Time now;
};

/// Reads and verifies; what is good becomes the batch.
void read_requests(Chunk& chunk, const Shared& shared)
{
    std::vector<enrollment::Order> orders;
    orders.reserve(chunk.items.size());
    for (std::size_t i = 0; i < chunk.items.size(); ++i) {
        Chunk::Item& item = chunk.items[i];
        if (item.error)
            continue;
        const auto content = read_file(item.path, request_file_limit);
        auto order = content ? order_for(shared.signer.settings(), shared.profile, shared.blueprint,
                                         *content, shared.run.order, shared.now)
                             : Result<enrollment::Order>(content.error());
        if (!order) {
            item.error = std::move(order).error();
            chunk.trouble = chunk.trouble || item.error->code == Errc::usage;
            continue;
        }
        orders.push_back(std::move(order).value());
        chunk.ordered.push_back(i);
    }
    chunk.batch.emplace(std::move(orders));
}

/// Writes out the certificates of a batch that was stored.
void write_certificates(Chunk& chunk, const Shared& shared)
{
    auto verdicts = std::move(*chunk.batch).verdicts();
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        Chunk::Item& item = chunk.items[chunk.ordered[i]];
        const auto put = verdicts[i] ? shared.files.put(item.path, *verdicts[i])
                                     : Result<CertificateFiles::Put>(error_of(verdicts[i].error()));
        if (put) {
            item.put = *put;
            continue;
        }
        item.error = put.error();
        chunk.trouble = chunk.trouble || item.error->code == Errc::environment;
    }
}

void work(OfflineQueue& queue, const Shared& shared)
{
    try {
        enrollment::OwnKeys keys;
        while (auto task = queue.next_task()) {
            Chunk& chunk = *task->chunk;
            if (task->step == OfflineQueue::Step::read)
                read_requests(chunk, shared);
            else if (task->step == OfflineQueue::Step::certify)
                shared.signer.certify(*chunk.batch, shared.now, &keys);
            else
                write_certificates(chunk, shared);
            queue.done(std::move(*task));
            if (cli::Interruption::requested())
                queue.stop();
        }
    } catch (...) {
        queue.give_up(std::current_exception());
    }
}

/// Says which requests got no certificate, and why: into the report, or as messages.
class Reporter {
public:
    static Result<Reporter> open(const std::string& path, cli::Io& io)
    {
        if (path.empty())
            return Reporter(Descriptor(-1), io);
        Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (!file)
            return file_error(path, "write");
        return Reporter(std::move(file), io);
    }

    Result<void> write(const std::vector<const Chunk::Item*>& refused)
    {
        cli::Output out(file_.get());
        for (const Chunk::Item* item : refused) {
            const Error& error = *item->error;
            if (file_)
                out << ledger::to_json({{"file", item->path},
                                        {"error", std::string(word_of(error.code))},
                                        {"reason", error.message},
                                        {"spec", std::string(error.spec)}})
                    << "\n";
            else
                cli::report(error.message.starts_with(item->path) ? error
                                                                  : Error(error).within(item->path),
                            io_);
        }
        return file_ ? out.flush() : Result<void>();
    }

private:
    Reporter(Descriptor file, cli::Io& io) : file_(std::move(file)), io_(io) {}
    Descriptor file_;
    cli::Io& io_;
};

/// The thread of the ledger, which reports too.
class Clerk {
public:
    Clerk(OfflineQueue& queue, const Shared& shared, Reporter reporter, std::size_t total)
        : queue_(queue), shared_(shared), reporter_(std::move(reporter)), progress_(total)
    {
    }

    /// Until all is done. What it yields is an error of the report.
    Result<Tally> run()
    {
        for (;;) {
            auto work = queue_.next_work();
            if (cli::Interruption::requested())
                queue_.stop();
            enter(std::move(work));
            for (const auto& chunk : work.finished)
                TRY(close(*chunk));
            if (cli::Progress::wanted())
                progress_.show(tally_.all());
            if (work.all_done)
                break;
        }
        tally_.interrupted = queue_.stopped_early();
        return tally_;
    }

private:
    static std::vector<enrollment::Batch*> batches_of(const Chunks& chunks)
    {
        std::vector<enrollment::Batch*> batches;
        for (const auto& chunk : chunks)
            batches.push_back(&*chunk->batch);
        return batches;
    }

    void enter(OfflineQueue::Work&& work)
    {
        // First what the workers wait for most: what is reserved keeps them busy meanwhile.
        shared_.signer.reserve(batches_of(work.to_reserve), shared_.now);
        queue_.reserved(std::move(work.to_reserve));
        shared_.signer.store(batches_of(work.to_store));
        queue_.stored(std::move(work.to_store));
    }

    Result<void> close(const Chunk& chunk)
    {
        std::vector<const Chunk::Item*> refused;
        for (const auto& item : chunk.items) {
            if (item.error) {
                refused.push_back(&item);
                tally_.status = std::max(tally_.status, cli::exit_of(item.error->code));
            } else if (item.put == CertificateFiles::Put::there) {
                ++tally_.there;
            } else {
                ++tally_.written;
            }
        }
        tally_.refused += refused.size();
        if (chunk.trouble)
            queue_.stop();
        if (!refused.empty())
            progress_.clear();
        return reporter_.write(refused);
    }

    OfflineQueue& queue_;
    const Shared& shared_;
    Reporter reporter_;
    cli::Progress progress_;
    Tally tally_;
};

} // namespace

Result<Tally> run_offline(enrollment::Signer& signer, const OfflineRun& run, cli::Io& io)
{
    const config::Profile& profile =
        *TRY(enrollment::find_profile(signer.settings(), run.order.profile));
    TRY(signer.ready(profile));
    const auto& blueprint = signer.blueprints().find(profile);
    if (!blueprint)
        return blueprint.error();
    const Shared shared{signer, profile, *blueprint, run, {run.directory, run.format}, io.now()};
    TRY(shared.files.prepare(run.requests));
    auto reporter = TRY(Reporter::open(run.report, io));
    const cli::Interruption interruption;
    const RequestFiles files(run.requests);
    OfflineQueue queue(files, 2 * (run.jobs + chunks_of_a_commit), chunks_of_a_commit);
    Clerk clerk(queue, shared, std::move(reporter), cli::Progress::wanted() ? count_of(files) : 0);
    std::optional<Result<Tally>> tally;
    {
        std::vector<std::jthread> workers; // joined when they go
        try {
            for (unsigned i = 0; i < run.jobs; ++i)
                workers.emplace_back([&] { work(queue, shared); });
            tally = clerk.run();
        } catch (...) {
            queue.give_up(std::current_exception());
        }
        if (tally && !*tally)
            queue.give_up();
    }
    queue.rethrow();
    return std::move(*tally);
}

} // namespace mdm::service
