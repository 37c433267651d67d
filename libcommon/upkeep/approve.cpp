#include "upkeep/approve.h"

#include "core/text.h"
#include "ledger/report.h"
#include "ledger/submissions.h"
#include "upkeep/open.h"

#include <fmt/core.h>

namespace mdm::upkeep {
namespace {

using ledger::Decision;
using ledger::Stage;
using ledger::Submission;

constexpr std::size_t most_at_once = 1000;
constexpr std::size_t longest_text = 250;

/// Who decides: --by, or the name that the person has signed in with.
std::string who(const cli::Arguments& arguments, const cli::Io& io)
{
    if (auto by = arguments.find("by"); by && !by->empty())
        return printable(*by, longest_text);
    for (const char* variable : {"SUDO_USER", "LOGNAME", "USER"})
        if (const auto name = io.environment(variable); name && !name->empty())
            return printable(*name, longest_text);
    return {};
}

void complain(std::string message, cli::Io& io)
{
    io.log.write({.level = cli::Level::error, .message = std::move(message)});
}

/// Whether a request is now as was decided; one line about each.
Result<bool> decide_one(ledger::Ledger& ledger, long long number, const Decision& decision,
                        bool json, cli::Io& io)
{
    const auto row = TRY(ledger::Submissions(ledger).decide(number, decision));
    if (!row) {
        complain(fmt::format("there is no request {}", number), io);
        return false;
    }
    const bool done = row->stage == decision.stage;
    if (!done)
        complain(fmt::format("request {} is {} already", number, to_text(row->stage)), io);
    else if (json)
        io.out << ledger::to_json(fields_of(*row)) << "\n";
    else
        io.out << fmt::format("{} {}: {} for {}\n", number, to_text(row->stage),
                              printable(row->subject), printable(row->user));
    return done;
}

Result<cli::Exit> decide(const cli::Arguments& arguments, cli::Io& io, Decision decision)
{
    TRY(arguments.require_operands(1, most_at_once, "REQUEST-ID"));
    std::vector<long long> numbers;
    for (const std::string& operand : arguments.operands())
        numbers.push_back(TRY(ledger::request_id_from(operand)));
    decision.by = who(arguments, io);
    if (decision.by.empty())
        return Error{Errc::usage, "nobody knows who decides: say it with --by"};
    decision.at = io.now();
    auto ledger = TRY(open_to_write(arguments, io));
    auto status = cli::Exit::ok;
    for (const long long number : numbers) {
        const bool done = TRY(decide_one(ledger, number, decision, arguments.has("json"), io));
        if (!done)
            status = cli::Exit::refused;
    }
    return status;
}

} // namespace

Result<cli::Exit> list_requests(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "no operand"));
    TRY(arguments.require_at_most_one({"all", "state"}));
    ledger::SubmissionFilter filter{.user = arguments.find("user"),
                                    .device_id = arguments.find("device"),
                                    .stage = Stage::waiting};
    if (arguments.has("all"))
        filter.stage.reset();
    if (const auto word = arguments.find("state"))
        filter.stage = TRY_WITHIN("--state", ledger::stage_from(*word));
    auto ledger = TRY(open_to_read(arguments, io));
    ledger::Report<Submission> report(arguments.has("json") ? ledger::Form::json
                                                            : ledger::Form::columns);
    TRY(ledger::Submissions(ledger).list(filter, [&](const Submission& row) {
        io.out << report.add(row);
        return true;
    }));
    io.out << report.end();
    return cli::Exit::ok;
}

Result<cli::Exit> approve(const cli::Arguments& arguments, cli::Io& io)
{
    return decide(arguments, io, {.stage = Stage::approved, .by = {}, .at = {}});
}

Result<cli::Exit> deny(const cli::Arguments& arguments, cli::Io& io)
{
    const auto reason = TRY(arguments.require("reason"));
    return decide(
        arguments, io,
        {.stage = Stage::denied, .by = {}, .reason = printable(reason, longest_text), .at = {}});
}

} // namespace mdm::upkeep
