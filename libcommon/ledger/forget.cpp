#include "ledger/state.h"

namespace mdm::ledger {
namespace {

/// Whether a certificate is revoked, and was on no complete list yet that is younger than its end.
bool a_list_needs(soci::session& sql, const std::string& serial)
{
    int count = 0;
    sql << "SELECT COUNT(*) FROM revocation r WHERE r.serial = :serial AND r.authority <> ''"
           " AND r.reason <> 'removeFromCRL' AND NOT EXISTS ("
           "SELECT 1 FROM revocation_list l WHERE l.authority = r.authority AND l.base IS NULL"
           " AND l.state = 'written' AND l.number > r.after_list AND l.this_update > r.not_after)",
        soci::into(count), soci::use(serial);
    return count > 0;
}

void remove(soci::session& sql, const std::string& serial)
{
    for (const char* statement : {"DELETE FROM revocation WHERE serial = :serial",
                                  "DELETE FROM certificate WHERE serial = :serial"})
        sql << statement, soci::use(serial);
}

} // namespace

Result<std::vector<std::string>> Ledger::forget(std::span<const std::string> serials,
                                                const std::function<bool(const Entry&)>& may,
                                                Run run)
{
    const auto work = [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> gone;
        for (const std::string& serial : serials) {
            const auto entry = find_entry(state_->sql, state_->columns, serial);
            if (!entry || !may(*entry) || a_list_needs(state_->sql, serial))
                continue;
            if (run == Run::real)
                remove(state_->sql, serial);
            gone.push_back(serial);
        }
        return gone;
    };
    if (run == Run::dry)
        return state_->guarded(work);
    return state_->written(serials.size(), Outlives::process, Isolation::serial, work);
}

Result<long long> Ledger::forget_attempts(Time before, Run run)
{
    const long long end = seconds_since_epoch(before);
    const auto work = [&]() -> Result<long long> {
        long long count = 0;
        state_->sql << "SELECT COUNT(*) FROM attempt WHERE happened_at < :end", soci::into(count),
            soci::use(end);
        if (run == Run::real)
            state_->sql << "DELETE FROM attempt WHERE happened_at < :end", soci::use(end);
        return count;
    };
    if (run == Run::dry)
        return state_->guarded(work);
    return state_->written(1, Outlives::process, Isolation::serial, work);
}

} // namespace mdm::ledger
