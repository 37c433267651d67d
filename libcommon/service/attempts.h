#pragma once

#include "cli/log.h"
#include "config/settings.h"
#include "ledger/ledger.h"

#include <optional>

namespace mdm::service {

/// Writes down what became of requests, for support to look up (`mdm-ledger show TRACEID`). The
/// ledger is opened when there is something to write. A failure is logged and stops nothing: the
/// device has its answer.
class Attempts {
public:
    Attempts(const config::Ledger& settings, cli::Log& log) : settings_(settings), log_(log) {}

    void write(const ledger::Attempt& attempt);

private:
    Result<void> append(const ledger::Attempt& attempt);

    const config::Ledger& settings_;
    cli::Log& log_;
    std::optional<ledger::Ledger> ledger_;
};

} // namespace mdm::service
