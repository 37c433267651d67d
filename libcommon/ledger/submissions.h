#pragma once

#include "ledger/ledger.h"
#include "ledger/submission.h"

#include <functional>
#include <optional>
#include <string>

namespace mdm::ledger {

/// Which requests to list; an absent member does not restrict.
struct SubmissionFilter {
    std::optional<std::string> user = {};
    std::optional<std::string> device_id = {};
    std::optional<std::string> trace_id = {};
    std::optional<Stage> stage = {};
    std::optional<Time> since = {}; ///< asked at or after
    std::optional<Time> until = {}; ///< before
};

/// The requests of a ledger that have to be approved. It fails as the ledger does, which outlives
/// it. A ledger of an older version that is open to be read has none.
class Submissions {
public:
    explicit Submissions(Ledger& ledger) : ledger_(ledger) {}

    /// Writes a request down under its number, or the next that is free, unless it is there already
    /// under its request key. What is there yields its key where it waits, or was approved, since
    /// before `room.since`, and where its approval was used for another key. Yields the row, or
    /// nothing where as many wait as may, of the user or in all.
    Result<std::optional<Submission>> submit(const Submission& fresh, const Room& room);

    Result<std::optional<Submission>> find(long long number);

    /// Uses the approval of a request for a key: it is issued from now on. Whether that is so, now
    /// or before: an approval is for one key.
    Result<bool> use(long long number, const std::string& key_thumbprint);
    /// Writes down which certificate came of it.
    Result<void> settle(long long number, const std::string& serial);

    /// Approves or denies a request that is not issued yet, and yields its row as it is then;
    /// nothing where there is none of that number.
    Result<std::optional<Submission>> decide(long long number, const Decision& decision);

    /// Calls `each` for every request that the filter lets through, the oldest first, until it
    /// yields false.
    Result<void> list(const SubmissionFilter& filter,
                      const std::function<bool(const Submission&)>& each);

    /// Takes away requests that were asked, or if they were decided on, decided, before a time;
    /// yields how many.
    Result<long long> forget(Time before, Run run);

private:
    Ledger& ledger_;
};

} // namespace mdm::ledger
