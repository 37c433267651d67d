#include "config/settings.h"
#include "core/text.h"
#include "ledger/submissions.h"
#include "upkeep/commands.h"
#include "upkeep/open.h"

#include <algorithm>

namespace mdm::upkeep {
namespace {

using ledger::Entry;
using ledger::State;

constexpr long longest_days = 36500;

// Rows go in steps, between which others may write.
constexpr std::size_t step = 500;

Result<std::optional<std::chrono::days>> days_of(const cli::Arguments& arguments, const char* name,
                                                 long least)
{
    if (!arguments.has(name))
        return std::optional<std::chrono::days>();
    const auto number = TRY(arguments.number(name, 0, least, longest_days));
    return std::optional(std::chrono::days(number));
}

/// What ended that long ago must not be renewed any more.
Result<void> require_not_renewable(const cli::Arguments& arguments, const cli::Io& io,
                                   std::chrono::days expired_for)
{
    if (arguments.has("ledger"))
        return {};
    const auto path = TRY(cli::config_path(arguments, io));
    const auto settings = TRY(config::load(path));
    if (settings.renewal && expired_for < settings.renewal->after_end)
        return Error{Errc::usage, "--expired-for: certificates are renewed until " +
                                      std::to_string(settings.renewal->after_end.count()) +
                                      " days after their end, by [renewal] after_end_days"};
    return {};
}

/// Takes away what the filter and `may` let go, and writes the serial number of each.
Result<void> clear(ledger::Ledger& ledger, const ledger::Filter& filter,
                   const std::function<bool(const Entry&)>& may, ledger::Run run, cli::Io& io)
{
    std::vector<std::string> serials;
    TRY(ledger.list(filter, [&](const Entry& entry) {
        if (may(entry))
            serials.push_back(entry.reservation.serial);
        return true;
    }));
    const std::span<const std::string> all(serials);
    for (std::size_t at = 0; at < all.size(); at += step) {
        const auto some = all.subspan(at, std::min(step, all.size() - at));
        const auto gone = TRY(ledger.forget(some, may, run));
        for (const std::string& serial : gone)
            io.out << printable(serial) << "\n";
        TRY(io.out.flush());
    }
    return {};
}

} // namespace

Result<cli::Exit> prune(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "no operand"));
    const auto expired = TRY(days_of(arguments, "expired-for", 0));
    // A signer that is slow must find its row again.
    const auto reserved = TRY(days_of(arguments, "reserved-for", 1));
    const auto attempts = TRY(days_of(arguments, "attempts-for", 0));
    const auto requests = TRY(days_of(arguments, "requests-for", 0));
    if (!expired && !reserved && !attempts && !requests)
        return Error{Errc::usage, "nothing is selected: --expired-for, --reserved-for, "
                                  "--attempts-for or --requests-for"};
    if (expired)
        TRY(require_not_renewable(arguments, io, *expired));
    const auto run = arguments.has("dry-run") ? ledger::Run::dry : ledger::Run::real;
    auto ledger =
        TRY(run == ledger::Run::dry ? open_to_read(arguments, io) : open_to_write(arguments, io));
    const Time now = io.now();
    if (expired) {
        const Time end = now - *expired;
        const auto may = [&](const Entry& entry) {
            return entry.state != State::reserved && entry.reservation.not_after < end;
        };
        TRY(clear(ledger, {.ends_before = end}, may, run, io));
    }
    if (reserved) {
        const Time end = now - *reserved;
        const auto may = [&](const Entry& entry) {
            return entry.state == State::reserved && entry.reservation.reserved_at < end;
        };
        TRY(clear(ledger, {.state = State::reserved, .until = end}, may, run, io));
    }
    if (attempts) {
        const auto count = TRY(ledger.forget_attempts(now - *attempts, run));
        io.out << std::to_string(count) << " attempts\n";
    }
    if (requests) {
        const auto count = TRY(ledger::Submissions(ledger).forget(now - *requests, run));
        io.out << std::to_string(count) << " requests\n";
    }
    return cli::Exit::ok;
}

} // namespace mdm::upkeep
