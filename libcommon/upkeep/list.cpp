#include "ledger/lookup.h"
#include "ledger/report.h"
#include "ledger/submissions.h"
#include "upkeep/commands.h"
#include "upkeep/open.h"

namespace mdm::upkeep {
namespace {

// Output goes out in pieces of about this size, so a long list takes little memory.
constexpr std::size_t piece = 64U << 10;

/// Refuses options that say nothing about attempts or requests.
Result<void> require_fitting(const cli::Arguments& arguments)
{
    TRY(arguments.require_at_most_one({"attempts", "requests"}));
    const bool requests = arguments.has("requests");
    if (!requests && !arguments.has("attempts"))
        return {};
    for (const char* name : {"profile", "key", "ends-before", "kind"})
        if (arguments.has(name) && (requests || name != std::string_view("kind")))
            return Error{Errc::usage, "--" + std::string(name) + ": " +
                                          (requests ? "requests" : "attempts") + " have none"};
    return {};
}

Result<ledger::SubmissionFilter> request_filter_of(const cli::Arguments& arguments)
{
    ledger::SubmissionFilter filter{.user = arguments.find("user"),
                                    .device_id = arguments.find("device")};
    filter.since = TRY(arguments.time("since"));
    filter.until = TRY(arguments.time("until"));
    if (const auto word = arguments.find("state"))
        filter.stage = TRY_WITHIN("--state", ledger::stage_from(*word));
    return filter;
}

Result<ledger::Filter> filter_of(const cli::Arguments& arguments)
{
    ledger::Filter filter{.user = arguments.find("user"), .device_id = arguments.find("device")};
    filter.profile = arguments.find("profile");
    filter.since = TRY(arguments.time("since"));
    filter.until = TRY(arguments.time("until"));
    filter.ends_before = TRY(arguments.time("ends-before"));
    if (const auto key = arguments.find("key"))
        filter.key_thumbprint = TRY_WITHIN("--key", ledger::hexadecimal_from(*key));
    if (const auto kind = arguments.find("kind"))
        filter.kind = TRY_WITHIN("--kind", ledger::kind_from(*kind));
    const auto word = arguments.find("state");
    if (word && arguments.has("attempts"))
        filter.outcome = TRY_WITHIN("--state", ledger::outcome_from(*word));
    else if (word)
        filter.state = TRY_WITHIN("--state", ledger::state_from(*word));
    return filter;
}

/// Writes what `walk` calls its argument with.
template <class Row, class Walk>
Result<cli::Exit> write_rows(cli::Io& io, ledger::Form form, Walk walk)
{
    ledger::Report<Row> report(form);
    Result<void> written;
    TRY(walk([&](const Row& row) {
        io.out << report.add(row);
        if (io.out.buffered().size() >= piece)
            written = io.out.flush();
        return written.has_value();
    }));
    TRY(written);
    io.out << report.end();
    return cli::Exit::ok;
}

} // namespace

Result<cli::Exit> list(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "no operand"));
    const auto form = TRY(ledger::form_of(arguments.has("json"), arguments.has("csv")));
    TRY(require_fitting(arguments));
    if (arguments.has("requests")) {
        const auto filter = TRY(request_filter_of(arguments));
        auto ledger = TRY(open_to_read(arguments, io));
        return write_rows<ledger::Submission>(io, form, [&](const auto& each) {
            return ledger::Submissions(ledger).list(filter, each);
        });
    }
    const auto filter = TRY(filter_of(arguments));
    auto ledger = TRY(open_to_read(arguments, io));
    if (arguments.has("attempts"))
        return write_rows<ledger::Attempt>(
            io, form, [&](const auto& each) { return ledger.list_attempts(filter, each); });
    return write_rows<ledger::Entry>(io, form,
                                     [&](const auto& each) { return ledger.list(filter, each); });
}

Result<cli::Exit> export_all(const cli::Arguments& arguments, cli::Io& io)
{
    if (!arguments.has("json") && !arguments.has("csv"))
        return Error{Errc::usage, "missing --json or --csv"};
    return list(arguments, io);
}

Result<cli::Exit> show(const cli::Arguments& arguments, cli::Io& io)
{
    const bool by_owner = arguments.has("user") || arguments.has("device");
    if (by_owner)
        TRY(arguments.require_operands(0, 0, "no KEY beside --user and --device"));
    else
        TRY(arguments.require_operands(1, 1, "KEY"));
    auto ledger = TRY(open_to_read(arguments, io));
    const ledger::Filter owner{.user = arguments.find("user"),
                               .device_id = arguments.find("device")};
    const auto known = TRY(by_owner ? ledger::look_up(ledger, owner)
                                    : ledger::look_up(ledger, arguments.operands()[0]));
    if (known.certificates.empty() && known.attempts.empty() && known.requests.empty())
        return Error{Errc::refused, by_owner ? "the ledger knows nothing of this user or device"
                                             : "no serial, thumbprint, trace id or RequestID is '" +
                                                   arguments.operands()[0] + "'"};
    io.out << (arguments.has("json") ? ledger::to_json(known) + "\n" : ledger::describe(known));
    return cli::Exit::ok;
}

} // namespace mdm::upkeep
