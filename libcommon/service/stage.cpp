#include "service/stage.h"

#include "core/parallel.h"
#include "core/uuid.h"
#include "service/report.h"

#include <algorithm>
#include <array>
#include <deque>
#include <future>
#include <memory>
#include <utility>

namespace mdm::service {
namespace {

constexpr int pipe_bytes = 1 << 20; // what an unprivileged process may ask for

// Of batches that were begun: so many that one which waits for the disk holds up none.
constexpr std::size_t most_under_way = 3;

/// The worse of two statuses: malformed input weighs more than a refusal.
cli::Exit worse(cli::Exit a, cli::Exit b)
{
    return std::max(a, b);
}

/// One line of a batch.
struct Slot {
    enum Kind { passes, taken, broken };
    std::string line;
    Kind kind;
};

/// The line of a record that a stage worked on.
std::string rewritten(const std::string& line, const record::Record& record)
{
    const bool only_issued = record.issued && !record.fault && record.reply.empty();
    return only_issued ? record::with_issued(line, *record.issued) : record::to_json(record);
}

/// Records that a stage takes together.
class Batch {
public:
    void add(std::string_view line, const Stage& stage, const cli::Io& io)
    {
        bytes_ += line.size();
        auto record = record::parse(line);
        if (!record) {
            slots_.push_back({"", Slot::broken});
            broken_.push_back(broken_record(record.error(), io));
        } else if (record->fault || !stage.takes(*record)) {
            slots_.push_back({std::string(line), Slot::passes});
        } else {
            slots_.push_back({std::string(line), Slot::taken});
            records_.push_back(std::move(record).value());
        }
    }

    [[nodiscard]] bool full() const
    {
        return slots_.size() >= batch_records || bytes_ >= batch_bytes;
    }

    void begin(const Stage& stage) { work_ = stage.begin(std::exchange(records_, {})); }
    void work() { finish_ = std::exchange(work_, {})(); }

    /// Writes all of it out, once the stage has finished with it.
    Result<cli::Exit> finish(cli::Io& io)
    {
        // Written out in parts, which the processor has at hand.
        constexpr std::size_t part = 256UL * 1024;
        const auto outcomes = finish_();
        auto next = outcomes.begin();
        auto broken = broken_.begin();
        for (const Slot& slot : slots_) {
            if (io.out.buffered().size() >= part)
                TRY(io.out.flush());
            if (slot.kind == Slot::passes)
                io.out << slot.line << "\n";
            else if (slot.kind == Slot::taken)
                write(slot, *next++, io);
            else
                write(slot, *broken++, io);
        }
        TRY(io.out.flush());
        return status_;
    }

private:
    void write(const Slot& slot, const enrollment::Outcome& outcome, cli::Io& io)
    {
        report(outcome, io.log);
        const bool broken = slot.kind == Slot::broken;
        if (broken || outcome.record.fault)
            status_ = worse(status_, broken ? cli::Exit::malformed : cli::Exit::refused);
        io.out << (broken ? record::to_json(outcome.record) : rewritten(slot.line, outcome.record))
               << "\n";
    }

    std::vector<Slot> slots_;
    std::vector<record::Record> records_;
    std::vector<enrollment::Outcome> broken_; // of the lines that were no record
    std::size_t bytes_ = 0;                   // of the lines
    enrollment::Work work_;
    enrollment::Finish finish_;
    cli::Exit status_ = cli::Exit::ok;
};

/// The next records: one, which is waited for, and what waits behind it. Nothing at the end.
Result<std::unique_ptr<Batch>> next_batch(cli::Io& io, const Stage& stage)
{
    auto line = TRY(io.in.next_line(record::line_limit));
    if (!line)
        return std::unique_ptr<Batch>();
    auto batch = std::make_unique<Batch>();
    batch->add(*line, stage, io);
    while (!batch->full() && io.in.line_is_waiting()) {
        line = TRY(io.in.next_line(record::line_limit));
        batch->add(*line, stage, io);
    }
    return batch;
}

/// What is under way of a stream: batches in both parts of the work that follow on the first, each
/// part on a thread of its own. What is left of it ends before this goes.
class UnderWay {
public:
    explicit UnderWay(cli::Io& io) : io_(io) {}

    /// Takes on a batch that was begun. Waits where there are enough of them.
    Result<void> take(const std::shared_ptr<Batch>& batch)
    {
        if (finishes_.size() == most_under_way)
            TRY(close_first());
        const std::shared_future<void> worked = worker_.add([batch] { batch->work(); });
        finishes_.push_back(finisher_.add([batch, worked, &io = io_] {
            worked.get();
            return batch->finish(io);
        }));
        return {};
    }

    /// Waits until all is written out; yields the worst status so far.
    Result<cli::Exit> end()
    {
        while (!finishes_.empty())
            TRY(close_first());
        return status_;
    }

private:
    Result<void> close_first()
    {
        auto first = std::move(finishes_.front());
        finishes_.pop_front();
        status_ = worse(status_, TRY(first.get()));
        return {};
    }

    cli::Io& io_;
    cli::Exit status_ = cli::Exit::ok;
    std::deque<std::future<Result<cli::Exit>>> finishes_;
    Lane finisher_;
    Lane worker_; // ends before the one that waits for it
};

} // namespace

enrollment::Outcome broken_record(const Error& error, const cli::Io& io)
{
    std::array<unsigned char, 16> bytes{};
    io.random(bytes);
    return enrollment::refuse_unread(
        enrollment::refusal_of(fault::Subcode::internal_service_fault,
                               {Errc::environment, error.message, error.spec}),
        "en-US", {io.now(), to_uuid(bytes)});
}

std::function<enrollment::Work(std::vector<record::Record>)>
at_once(std::function<std::vector<enrollment::Outcome>(std::vector<record::Record>)> work)
{
    return [work = std::move(work)](std::vector<record::Record> records) -> enrollment::Work {
        const auto outcomes =
            std::make_shared<std::vector<enrollment::Outcome>>(work(std::move(records)));
        return [outcomes] { return [outcomes] { return std::move(*outcomes); }; };
    };
}

Result<cli::Exit> run_stage(cli::Io& io, const Stage& stage)
{
    io.in.widen_pipe(pipe_bytes);
    UnderWay under_way(io);
    auto status = cli::Exit::ok;
    for (;;) {
        auto next = next_batch(io, stage);
        if (!next) {
            TRY(under_way.end());
            return next.error();
        }
        const std::shared_ptr<Batch> batch = std::move(next).value();
        if (batch)
            batch->begin(stage);
        if (batch && batch->full() && io.in.line_is_waiting()) {
            TRY(under_way.take(batch));
            continue;
        }
        status = worse(status, TRY(under_way.end()));
        if (!batch)
            return status;
        batch->work();
        status = worse(status, TRY(batch->finish(io)));
    }
}

} // namespace mdm::service
