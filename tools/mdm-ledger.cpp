// mdm-ledger - look up what was issued, to whom, and what was refused.
//
// Only reads the ledger. See mdm-ledger(1).

#include "cli/tool.h"
#include "config/settings.h"
#include "ledger/report.h"

namespace {
using namespace mdm;

// Output goes out in pieces of about this size, so a long list takes little memory.
constexpr std::size_t piece = 64U << 10;

Result<ledger::Ledger> open(const cli::Arguments& arguments, const cli::Io& io)
{
    if (const auto url = arguments.find("ledger"))
        return ledger::Ledger::open_to_read(*url);
    const auto path = TRY(cli::config_path(arguments, io));
    const auto settings = TRY(config::load(path));
    TRY_WITHIN(path, config::require(settings.ledger.url, "ledger", "url"));
    return ledger::Ledger::open_to_read(settings.ledger.url);
}

Result<ledger::Filter> filter_of(const cli::Arguments& arguments)
{
    ledger::Filter filter{.user = arguments.find("user"), .device_id = arguments.find("device")};
    filter.since = TRY(arguments.time("since"));
    filter.until = TRY(arguments.time("until"));
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

Result<cli::Exit> list(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "no operand"));
    const auto form = TRY(ledger::form_of(arguments.has("json"), arguments.has("csv")));
    const auto filter = TRY(filter_of(arguments));
    auto ledger = TRY(open(arguments, io));
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
    TRY(arguments.require_operands(1, 1, "KEY"));
    const std::string& key = arguments.operands()[0];
    auto ledger = TRY(open(arguments, io));
    const auto known = TRY(ledger::look_up(ledger, key));
    if (known.certificates.empty() && known.attempts.empty())
        return Error{Errc::refused, "no serial, thumbprint or trace id is '" + key + "'"};
    io.out << (arguments.has("json") ? ledger::to_json(known) + "\n" : ledger::describe(known));
    return cli::Exit::ok;
}

constexpr cli::Option json{"json", "", "write JSON, one object a line"};
constexpr cli::Option csv{"csv", "", "write CSV (RFC 4180) with a header"};

const cli::Tool tool{
    .name = "mdm-ledger",
    .operands = "",
    .summary = "look up what was issued and what was refused",
    .options = {cli::config_option,
                {"ledger", "URL", "the ledger, in place of the configuration's"}},
    .commands = {{"list",
                  "",
                  "list certificates, or attempts, the oldest first",
                  {{"user", "NAME", "only those of a user"},
                   {"device", "ID", "only those of a device, by its DeviceID"},
                   {"state", "WORD", "only those reserved, issued or revoked; see the manual"},
                   {"since", "TIME", "only those from a time on"},
                   {"until", "TIME", "only those before a time"},
                   {"attempts", "", "list attempts in place of certificates"},
                   json,
                   csv},
                  list},
                 {"show", "KEY", "show all about a serial, thumbprint or trace id", {json}, show},
                 {"export", "", "write every certificate's row", {json, csv}, export_all}}};

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(tool, argc, argv);
}
