#pragma once

#include "ledger/ledger.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace mdm::upkeep {

/// What was issued on one day, UTC.
struct Day {
    std::string date; ///< "2026-11-23"
    std::size_t enrollments = 0;
    std::size_t renewals = 0;
};

/// How many certificates end in seven days.
struct Week {
    Time begin;
    std::size_t ending = 0;
};

/// Names and how often they occur, the most frequent first, then by name.
using Counts = std::vector<std::pair<std::string, std::size_t>>;

/// A ledger in numbers.
struct Statistics {
    Time now;
    int days = 0; ///< how many the past is looked at, today included

    std::size_t good = 0;    ///< issued, not revoked, not past its end
    std::size_t ended = 0;   ///< past their end, and not revoked
    std::size_t revoked = 0; ///< for good
    std::size_t on_hold = 0;
    std::size_t reserved = 0;
    std::size_t devices = 0; ///< that have a good certificate
    std::size_t users = 0;   ///< likewise

    std::vector<Day> issued;  ///< of the past, the oldest first, days without any too
    std::vector<Week> ending; ///< from now on, of good certificates
    Counts requests;          ///< that have to be approved, by their state
    Counts refusals;          ///< of the past: "Authorization: DeviceCapReached"
    Counts os_versions;       ///< of devices that have a good certificate; "" where unknown
    Counts reasons;           ///< of what is revoked
    std::vector<ledger::Entry> next_to_end; ///< good ones, the next first; certificates left out
};

/// Counts what is in a ledger, in one walk. It remembers some bytes of each device and user.
Result<Statistics> statistics_of(ledger::Ledger& ledger, Time now, int days);

/// The same for people, and as one line of JSON.
std::string to_text(const Statistics& statistics);
std::string to_json(const Statistics& statistics);

} // namespace mdm::upkeep
