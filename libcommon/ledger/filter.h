#pragma once

#include "ledger/entry.h"

#include <optional>
#include <string>

namespace mdm::ledger {

/// Which rows to list; an absent member does not restrict.
struct Filter {
    std::optional<std::string> user = {};
    std::optional<std::string> device_id = {};
    std::optional<std::string> kind = {};
    std::optional<std::string> serial = {};         ///< of certificates, and so the next four
    std::optional<std::string> profile = {};        //
    std::optional<std::string> key_thumbprint = {}; //
    std::optional<State> state = {};                //
    std::optional<Time> ends_before = {};           ///< whose validity ends before
    std::optional<std::string> outcome = {};        ///< of attempts
    std::optional<Time> since = {};                 ///< reserved, or attempted, at or after
    std::optional<Time> until = {};                 ///< before
};

} // namespace mdm::ledger
