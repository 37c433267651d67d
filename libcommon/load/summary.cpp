#include "load/summary.h"

#include "core/text.h"

#include <algorithm>

#include <fmt/format.h>

namespace mdm::load {
namespace {

constexpr std::string_view red = "\x1B[31m";
constexpr std::string_view green = "\x1B[32m";
constexpr std::string_view bold = "\x1B[1m";
constexpr std::string_view plain = "\x1B[0m";
constexpr std::size_t bar_width = 40;

std::string painted(const std::string& text, std::string_view colour, device::Colours colours)
{
    if (colours == device::Colours::no)
        return text;
    return std::string(colour).append(text).append(plain);
}

double milliseconds(Duration time)
{
    return static_cast<double>(time.count()) / 1000;
}

std::string spaced(std::string_view word)
{
    std::string text(word);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

/// "policies: Authentication, DeviceCapReached", as far as it is known.
std::string where_of(const Ending& ending)
{
    std::string text = ending.step;
    if (!ending.subcode.empty())
        text += ": " + ending.subcode;
    if (!ending.error_type.empty() && ending.error_type != ending.subcode)
        text += ", " + ending.error_type;
    return text;
}

std::string row_of(const Group& group)
{
    const Ending& first = group.first;
    std::string text = fmt::format("{:>10}  {}: {}\n", group.count, spaced(word_of(first.outcome)),
                                   where_of(first));
    if (!good(first.outcome) && first.outcome != Outcome::cut_off)
        text += fmt::format("            device {}: {}\n", printable(first.device_id),
                            printable(first.message, 1000));
    return text;
}

std::string outcomes_of(const Summary& summary, device::Colours colours)
{
    std::string text;
    for (std::size_t i = 0; i < outcomes; ++i) {
        const auto outcome = static_cast<Outcome>(i);
        const auto count = summary.tally.count(outcome);
        if (count > 0)
            text += fmt::format(
                "{:>10}  {}\n", count,
                painted(spaced(word_of(outcome)), good(outcome) ? green : red, colours));
    }
    if (const auto rest = summary.count - summary.tally.devices(); rest > 0)
        text += fmt::format("{:>10}  {}\n", rest, painted("not begun", red, colours));
    return text;
}

std::string histogram_of(const Distribution& times)
{
    const auto buckets = times.buckets();
    const auto most = std::ranges::max(buckets, {}, &Bucket::count).count;
    std::string text;
    for (const Bucket& bucket : buckets) {
        // A bucket that is not empty shows.
        const auto length = (bucket.count * bar_width + most - 1) / most;
        text += fmt::format("{:>9g} to {:>7g}  {:>8}  {}", milliseconds(bucket.from),
                            milliseconds(bucket.to), bucket.count, std::string(length, '#'));
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
    }
    return text;
}

std::string times_of(const Tally& tally, device::Colours colours)
{
    std::string text = painted(fmt::format("{:<12}{:>9}{:>10}{:>10}{:>10}{:>10}", "milliseconds",
                                           "times", "p50", "p95", "p99", "max"),
                               bold, colours) +
                       "\n";
    for (std::size_t i = 0; i < measures.size(); ++i)
        if (const Distribution& times = tally.times()[i]; times.count() > 0)
            text += fmt::format("{:<12}{:>9}{:>10.1f}{:>10.1f}{:>10.1f}{:>10.1f}\n", measures[i],
                                times.count(), milliseconds(times.percentile(50)),
                                milliseconds(times.percentile(95)),
                                milliseconds(times.percentile(99)), milliseconds(times.longest()));
    for (const std::size_t i : {measures.size() - 2, measures.size() - 1})
        if (tally.times()[i].count() > 0)
            text += "\n" + painted(fmt::format("{}, milliseconds", measures[i]), bold, colours) +
                    "\n" + histogram_of(tally.times()[i]);
    return text;
}

} // namespace

std::string to_text(const Summary& summary, device::Colours colours)
{
    const Tally& tally = summary.tally;
    const std::chrono::duration<double> seconds = summary.time;
    std::string text = fmt::format("{} of {} devices in {:.1f} s, {:.1f} a second\n",
                                   tally.devices(), summary.count, seconds.count(), summary.rate());
    text += outcomes_of(summary, colours);
    const auto groups = tally.groups();
    if (!groups.empty())
        text += "\n" + painted("what they ended with", bold, colours) + "\n";
    for (const Group& group : groups)
        text += row_of(group);
    if (tally.ungrouped() > 0)
        text += fmt::format("{:>10}  others\n", tally.ungrouped());
    const bool measured =
        std::ranges::any_of(tally.times(), [](const auto& times) { return times.count() > 0; });
    return measured ? text + "\n" + times_of(tally, colours) : text;
}

Result<void> verdict(const Summary& summary)
{
    const Tally& tally = summary.tally;
    const auto left = summary.count - tally.devices() + tally.count(Outcome::cut_off);
    if (summary.interrupted && left > 0)
        return Error{Errc::environment,
                     fmt::format("interrupted: {} of {} devices were not played to their end", left,
                                 summary.count)};
    std::size_t bad = 0;
    for (std::size_t i = 0; i < outcomes; ++i)
        if (const auto outcome = static_cast<Outcome>(i); !good(outcome))
            bad += tally.count(outcome);
    if (bad > 0)
        return Error{Errc::refused, fmt::format("{} of {} devices did not end as they should", bad,
                                                summary.count)};
    return {};
}

std::string status_line(const Tally& tally)
{
    std::string text;
    const Distribution& times = tally.times()[measures.size() - 2];
    if (times.count() > 0)
        text =
            fmt::format("p50 {:.0f} p95 {:.0f} p99 {:.0f} ms", milliseconds(times.percentile(50)),
                        milliseconds(times.percentile(95)), milliseconds(times.percentile(99)));
    for (const Group& group : tally.groups()) {
        if (good(group.first.outcome))
            continue;
        const std::string& subcode = group.first.subcode;
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", group.count,
                            subcode.empty() ? spaced(word_of(group.first.outcome)) : subcode);
    }
    return text;
}

} // namespace mdm::load
