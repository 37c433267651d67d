#include "load/tally.h"

#include <algorithm>
#include <numeric>

namespace mdm::load {
namespace {

constexpr std::size_t groups_max = 64;

constexpr std::array<std::string_view, outcomes> words = {
    "enrolled",  "renewed",     "refused_as_expected", "refused", "broke_a_rule",
    "no_answer", "not_refused", "refused_otherwise",   "cut_off"};

std::size_t place_of(std::string_view measure)
{
    return static_cast<std::size_t>(std::find(measures.begin(), measures.end(), measure) -
                                    measures.begin());
}

bool same(const Ending& a, const Ending& b)
{
    return a.outcome == b.outcome && a.step == b.step && a.subcode == b.subcode &&
           a.error_type == b.error_type && a.clause == b.clause;
}

} // namespace

std::string_view word_of(Outcome outcome)
{
    return words[static_cast<std::size_t>(outcome)];
}

bool good(Outcome outcome)
{
    return outcome == Outcome::enrolled || outcome == Outcome::renewed ||
           outcome == Outcome::expected;
}

void Tally::add(const Ending& ending)
{
    ++counts_[static_cast<std::size_t>(ending.outcome)];
    if (ending.outcome == Outcome::enrolled || ending.outcome == Outcome::renewed)
        return;
    const auto group = std::find_if(groups_.begin(), groups_.end(),
                                    [&](const Group& known) { return same(known.first, ending); });
    if (group != groups_.end())
        ++group->count;
    else if (groups_.size() < groups_max)
        groups_.push_back({ending, 1});
    else
        ++ungrouped_;
}

void Tally::add_times(const device::Session& session)
{
    Duration whole{0};
    for (const device::Step& step : session.steps()) {
        const auto place = place_of(step.name);
        if (place == measures.size())
            continue; // the device's own work
        whole += step.time;
        if (!step.error)
            times_[place].add(step.time);
    }
    if (!session.enrolled())
        return;
    ++certificates_;
    times_[place_of(session.plan().old ? "renewal" : "enrollment")].add(whole);
}

std::size_t Tally::devices() const
{
    return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
}

std::vector<Group> Tally::groups() const
{
    auto sorted = groups_;
    std::ranges::stable_sort(sorted, std::greater<>(), &Group::count);
    return sorted;
}

double Summary::rate() const
{
    const std::chrono::duration<double> seconds = time;
    return seconds.count() > 0 ? static_cast<double>(tally.devices()) / seconds.count() : 0;
}

bool Summary::good() const
{
    std::size_t all_good = 0;
    for (const auto outcome : {Outcome::enrolled, Outcome::renewed, Outcome::expected})
        all_good += tally.count(outcome);
    return all_good == count;
}

} // namespace mdm::load
