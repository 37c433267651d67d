#include "service/attempts.h"

#include <span>

namespace mdm::service {

Result<void> Attempts::append(const ledger::Attempt& attempt)
{
    if (!ledger_)
        ledger_ = TRY(ledger::Ledger::open(settings_.url));
    return ledger_->record(std::span(&attempt, 1), settings_.attempts);
}

void Attempts::write(const ledger::Attempt& attempt)
{
    if (settings_.url.empty() || settings_.attempts == 0)
        return;
    const auto written = append(attempt);
    if (!written)
        log_.write({.level = cli::Level::warning,
                    .message = "the attempt was not written down: " + written.error().message,
                    .trace_id = attempt.trace_id});
}

} // namespace mdm::service
