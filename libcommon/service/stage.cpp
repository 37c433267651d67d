#include "service/stage.h"

#include "core/uuid.h"
#include "service/report.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mdm::service {
namespace {

constexpr int pipe_bytes = 1 << 20; // what an unprivileged process may ask for

/// The worse of two statuses: malformed input weighs more than a refusal.
cli::Exit worse(cli::Exit a, cli::Exit b)
{
    return std::max(a, b);
}

/// One line of a batch, which passes through unless the stage took its record.
struct Slot {
    std::string line;
    bool taken = false;
};

/// The line of a record that a stage worked on.
std::string rewritten(const std::string& line, const record::Record& record)
{
    const bool only_issued = record.issued && !record.fault && record.reply.empty();
    return only_issued ? record::with_issued(line, *record.issued) : record::to_json(record);
}

class Batch {
public:
    Batch(cli::Io& io, const Stage& stage) : io_(io), stage_(stage) {}

    void add(std::string_view line)
    {
        bytes_ += line.size();
        auto record = record::parse(line);
        if (!record) {
            auto outcome = broken_record(record.error(), io_);
            report(outcome, io_.log);
            slots_.push_back({record::to_json(outcome.record)});
            status = worse(status, cli::Exit::malformed);
        } else if (record->fault || !stage_.takes(*record)) {
            slots_.push_back({std::string(line)});
        } else {
            slots_.push_back({std::string(line), true});
            records_.push_back(std::move(record).value());
        }
    }

    /// Lets the stage work on what was added, and writes all of it out.
    Result<void> finish()
    {
        // Written out in parts, which the processor has at hand.
        constexpr std::size_t part = 256UL * 1024;
        bytes_ = 0;
        const auto outcomes = stage_.work(std::exchange(records_, {}));
        auto next = outcomes.begin();
        for (const Slot& slot : std::exchange(slots_, {})) {
            if (io_.out.buffered().size() >= part)
                TRY(io_.out.flush());
            if (!slot.taken) {
                io_.out << slot.line << "\n";
                continue;
            }
            report(*next, io_.log);
            if (next->record.fault)
                status = worse(status, cli::Exit::refused);
            io_.out << rewritten(slot.line, next->record) << "\n";
            ++next;
        }
        return io_.out.flush();
    }

    [[nodiscard]] bool full() const
    {
        return slots_.size() >= batch_records || bytes_ >= batch_bytes;
    }

    cli::Exit status = cli::Exit::ok;

private:
    cli::Io& io_;
    const Stage& stage_;
    std::vector<Slot> slots_;
    std::vector<record::Record> records_;
    std::size_t bytes_ = 0; // of the lines in `slots_`
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

Result<cli::Exit> run_stage(cli::Io& io, const Stage& stage)
{
    io.in.widen_pipe(pipe_bytes);
    Batch batch(io, stage);
    for (;;) {
        const auto line = TRY(io.in.next_line(record::line_limit));
        if (!line)
            return batch.status;
        batch.add(*line);
        while (!batch.full() && io.in.line_is_waiting())
            batch.add(*TRY(io.in.next_line(record::line_limit)));
        TRY(batch.finish());
    }
}

} // namespace mdm::service
