#include "upkeep/statistics.h"

#include "ledger/submissions.h"
#include "x509/revocation_list.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace mdm::upkeep {
namespace {

using ledger::Attempt;
using ledger::Entry;
using ledger::State;
using std::chrono::days;

constexpr int weeks = 12;
constexpr std::size_t next_shown = 20;

std::string date_of(Time time)
{
    return mdm::to_text(time).substr(0, 10);
}

Counts sorted(const std::map<std::string, std::size_t>& counted)
{
    Counts counts(counted.begin(), counted.end());
    std::ranges::stable_sort(counts, std::greater<>{}, &Counts::value_type::second);
    return counts;
}

/// What a walk has to remember.
class Counter {
public:
    Counter(Time now, int past);
    void add(const Entry& entry);
    void add(const Attempt& attempt);
    Statistics finish();

private:
    void add_issued(const Entry& entry);
    void add_good(const Entry& entry);
    void add_next(const Entry& entry);

    struct Device {
        Time since;
        std::size_t version; ///< in versions_
    };
    Statistics sum_;
    Time begin_; ///< of the days that are looked at
    std::map<std::string, std::size_t> refusals_;
    std::map<std::string, std::size_t> reasons_;
    std::map<std::string, std::size_t> version_numbers_;
    std::unordered_map<std::size_t, Device> devices_; ///< by a hash of the DeviceID
    std::unordered_set<std::size_t> users_;           ///< hashes
};

Counter::Counter(Time now, int past)
{
    sum_.now = now;
    sum_.days = past;
    const auto today = std::chrono::floor<days>(now);
    begin_ = today - days(past - 1);
    for (int i = 0; i < past; ++i)
        sum_.issued.push_back({date_of(begin_ + days(i))});
    for (int i = 0; i < weeks; ++i)
        sum_.ending.push_back({now + days(7 * i)});
}

void Counter::add_issued(const Entry& entry)
{
    if (entry.issued_at < begin_ || entry.issued_at > sum_.now)
        return;
    const auto at = std::chrono::floor<days>(entry.issued_at) - std::chrono::floor<days>(begin_);
    Day& day = sum_.issued[static_cast<std::size_t>(at.count())];
    ++(entry.reservation.kind == "renew" ? day.renewals : day.enrollments);
}

void Counter::add_next(const Entry& entry)
{
    const auto earlier = [](const Entry& a, const Entry& b) {
        return a.reservation.not_after < b.reservation.not_after;
    };
    auto& next = sum_.next_to_end;
    if (next.size() == next_shown && !earlier(entry, next.back()))
        return;
    Entry shown = entry;
    shown.certificate.clear();
    next.insert(std::upper_bound(next.begin(), next.end(), entry, earlier), std::move(shown));
    if (next.size() > next_shown)
        next.pop_back();
}

void Counter::add_good(const Entry& entry)
{
    const ledger::Reservation& row = entry.reservation;
    ++sum_.good;
    const auto left = std::chrono::floor<days>(row.not_after - sum_.now).count() / 7;
    if (left < weeks)
        ++sum_.ending[static_cast<std::size_t>(left)].ending;
    add_next(entry);
    if (!row.user.empty())
        users_.insert(std::hash<std::string>{}(row.user));
    const std::string& device = row.device_id.empty() ? row.key_thumbprint : row.device_id;
    const auto version =
        version_numbers_.emplace(row.os_version, version_numbers_.size()).first->second;
    const auto [place, is_new] =
        devices_.emplace(std::hash<std::string>{}(device), Device{entry.issued_at, version});
    if (!is_new && place->second.since <= entry.issued_at)
        place->second = {entry.issued_at, version};
}

void Counter::add(const Entry& entry)
{
    if (entry.state == State::reserved) {
        ++sum_.reserved;
        return;
    }
    add_issued(entry);
    if (entry.state == State::issued) {
        if (entry.reservation.not_after >= sum_.now)
            add_good(entry);
        else
            ++sum_.ended;
        return;
    }
    const std::string reason = entry.revocation ? entry.revocation->reason : "";
    const bool hold = reason == x509::to_text(x509::Reason::certificate_hold);
    ++(hold ? sum_.on_hold : sum_.revoked);
    ++reasons_[reason];
}

void Counter::add(const Attempt& attempt)
{
    if (attempt.at < begin_ || attempt.at > sum_.now)
        return;
    const std::string more = attempt.error_type.empty() ? "" : ": " + attempt.error_type;
    ++refusals_[attempt.subcode + more];
}

Statistics Counter::finish()
{
    sum_.devices = devices_.size();
    sum_.users = users_.size();
    sum_.refusals = sorted(refusals_);
    sum_.reasons = sorted(reasons_);
    std::vector<std::size_t> counts(version_numbers_.size());
    for (const auto& [hash, device] : devices_)
        ++counts[device.version];
    std::map<std::string, std::size_t> versions;
    for (const auto& [version, number] : version_numbers_)
        if (counts[number] > 0)
            versions[version] = counts[number];
    sum_.os_versions = sorted(versions);
    return std::move(sum_);
}

} // namespace

Result<Statistics> statistics_of(ledger::Ledger& ledger, Time now, int days)
{
    Counter counter(now, days);
    TRY(ledger.list({}, [&](const Entry& entry) {
        counter.add(entry);
        return true;
    }));
    TRY(ledger.list_attempts({.outcome = "refused"}, [&](const Attempt& attempt) {
        counter.add(attempt);
        return true;
    }));
    std::map<std::string, std::size_t> requests;
    TRY(ledger::Submissions(ledger).list({}, [&](const ledger::Submission& request) {
        ++requests[std::string(to_text(request.stage))];
        return true;
    }));
    Statistics statistics = counter.finish();
    statistics.requests = sorted(requests);
    return statistics;
}

} // namespace mdm::upkeep
