#include "service/last_stage.h"

#include "cgi/exchange.h"
#include "fault/catalogue.h"
#include "service/report.h"
#include "service/stage.h"

#include <algorithm>

namespace mdm::service {
namespace {

/// One record on its last step.
class Step {
public:
    Step(cli::Io& io, const Delivery& delivery, const Answer& answer, const Note& note)
        : io_(io), delivery_(delivery), answer_(answer), note_(note)
    {
    }

    cli::Exit take(std::string_view line) const
    {
        auto record = record::parse(line);
        if (!record)
            return take_broken(record.error());
        enrollment::Outcome outcome{std::move(record).value(), ""};
        auto status = cli::Exit::ok;
        if (outcome.record.fault)
            remark_unknown_words(outcome.record);
        if (!outcome.record.fault && outcome.record.reply.empty()) {
            auto reply = answer_(outcome.record);
            if (reply)
                outcome.record.reply = std::move(reply).value();
            else
                status = refuse(outcome, reply.error());
        }
        write(outcome.record);
        // A client that waits asks again and again, and nothing has happened meanwhile.
        const bool waits = outcome.record.kind == record::Kind::query && outcome.record.pending;
        if (outcome.record.identity && !waits)
            note_(attempt(outcome.record));
        return status;
    }

    cli::Exit take_broken(const Error& error) const
    {
        const auto outcome = broken_record(error, io_);
        report(outcome, io_.log);
        write(outcome.record);
        return cli::Exit::malformed;
    }

private:
    /// A program between two stages may misspell a word. The device gets a fault all the same, but
    /// another than was meant, so somebody is told.
    void remark_unknown_words(const record::Record& record) const
    {
        const record::Fault& fault = *record.fault;
        const bool typed = !fault.error_type.empty() && fault.error_type != fault.subcode;
        std::string what;
        if (!fault::subcode_from(fault.subcode))
            what = "subcode '" + fault.subcode;
        else if (typed && !fault::error_type_from(fault.error_type))
            what = "error_type '" + fault.error_type;
        if (!what.empty())
            io_.log.write({.level = cli::Level::warning,
                           .message = "the record's fault: " + what +
                                      "' is none of those of mdm-fault --list",
                           .trace_id = record.trace_id});
    }

    cli::Exit refuse(enrollment::Outcome& outcome, const enrollment::Refusal& refusal) const
    {
        outcome = enrollment::refused(std::move(outcome.record), refusal, delivery_.language);
        report(outcome, io_.log);
        return cli::Exit::refused;
    }

    void write(const record::Record& record) const
    {
        const bool refused = record.fault.has_value();
        const std::string message = refused ? fault::to_xml(enrollment::fault_of(record),
                                                            {.relates_to = record.message_id,
                                                             .activity_id = record.activity_id})
                                            : record.reply;
        if (delivery_.cgi)
            io_.out << cgi::response(refused ? delivery_.fault_status : 200, cgi::soap_type,
                                     message);
        else
            io_.out << message << "\n";
    }

    [[nodiscard]] ledger::Attempt attempt(const record::Record& record) const
    {
        const bool issued = record.issued.has_value();
        const record::Fault fault = record.fault.value_or(record::Fault{});
        return {.trace_id = record.trace_id,
                .at = io_.now(),
                .kind = std::string(record::to_text(record.kind)),
                .user = record.identity->user,
                .device_id = record::find_fact(record, "DeviceID").value_or(""),
                .outcome = record.fault     ? "refused"
                           : issued         ? "issued"
                           : record.pending ? "waiting"
                                            : "answered",
                .subcode = fault.subcode,
                .error_type = fault.error_type,
                .reason = fault.reason,
                .serial = issued ? record.issued->serial : "",
                .rule = fault.rule};
    }

    cli::Io& io_;
    const Delivery& delivery_;
    const Answer& answer_;
    const Note& note_;
};

} // namespace

enrollment::Refusal not_served(const record::Record& record)
{
    return enrollment::refusal_of(fault::Subcode::message_format,
                                  {Errc::refused, "requests of kind " +
                                                      std::string(record::to_text(record.kind)) +
                                                      " are not served at this address"});
}

Result<cli::Exit> run_last_stage(cli::Io& io, const Delivery& delivery, const Answer& answer,
                                 const Note& note)
{
    const Step step(io, delivery, answer, note);
    auto status = cli::Exit::ok;
    bool any = false;
    while (const auto line = TRY(io.in.next_line(record::line_limit))) {
        any = true;
        status = std::max(status, step.take(*line));
        TRY(io.out.flush());
        if (delivery.cgi)
            return status;
    }
    if (any || !delivery.cgi)
        return status;
    return step.take_broken({Errc::environment, "a stage before this one ended without an answer"});
}

} // namespace mdm::service
