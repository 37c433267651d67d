#include "load/summary.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

namespace mdm::load {
namespace {

constexpr double width = 760;
constexpr double left = 60;
constexpr double right = width - 20;
constexpr double head = 50;     ///< above the first panel
constexpr double panel = 150;   ///< from one panel to the next
constexpr double bars_top = 26; ///< in a panel
constexpr double bars_end = 116;
constexpr Duration shortest{80}; ///< where a bucket that begins at 0 is drawn to begin

constexpr std::string_view style = R"(<style>
text { font: 12px system-ui, sans-serif; fill: #222 }
.title { font-weight: bold }
.bar { fill: #2a6fb0 }
.axis { stroke: #777 }
.tick { stroke: #ccc }
.percentile { stroke: #d35400; stroke-width: 2; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) {
text { fill: #ddd }
.bar { fill: #6aaee8 }
.tick { stroke: #444 }
.percentile { stroke: #ffb347 }
}
</style>
)";

double milliseconds(Duration time)
{
    return static_cast<double>(time.count()) / 1000;
}

double logarithm(Duration time)
{
    return std::log10(static_cast<double>(std::max(time, shortest).count()));
}

/// The axis of time that all panels have.
struct Axis {
    Duration from = Duration::max();
    Duration to{0};

    void take_in(const std::vector<Bucket>& buckets)
    {
        from = std::min(from, buckets.front().from);
        to = std::max(to, buckets.back().to);
    }
    [[nodiscard]] double place_of(Duration time) const
    {
        return left + (logarithm(time) - logarithm(from)) / (logarithm(to) - logarithm(from)) *
                          (right - left);
    }
};

/// The powers of ten, with 2 and 5 times each where there is room for them.
std::string ticks(const Axis& axis, double top)
{
    std::string svg;
    const bool room = logarithm(axis.to) - logarithm(axis.from) < 3.5;
    for (std::int64_t power = 100; Duration(power) <= axis.to; power *= 10)
        for (const int times : {1, 2, 5}) {
            const Duration time(power * times);
            if (time < axis.from || time > axis.to || (times > 1 && !room))
                continue;
            const double x = axis.place_of(time);
            svg += fmt::format(
                R"(<line class="tick" x1="{0:.1f}" y1="{1:.1f}" x2="{0:.1f}" y2="{2:.1f}"/>)"
                R"(<text x="{0:.1f}" y="{3:.1f}" text-anchor="middle">{4:g}</text>)"
                "\n",
                x, top + bars_top, top + bars_end, top + bars_end + 15, milliseconds(time));
        }
    return svg;
}

std::string bars(const std::vector<Bucket>& buckets, const Axis& axis, double top)
{
    std::string svg;
    const auto most = std::ranges::max(buckets, {}, &Bucket::count).count;
    for (const Bucket& bucket : buckets) {
        if (bucket.count == 0)
            continue;
        const double x = axis.place_of(bucket.from);
        const double height =
            (bars_end - bars_top) * static_cast<double>(bucket.count) / static_cast<double>(most);
        svg +=
            fmt::format(R"(<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" )"
                        R"(height="{:.1f}"><title>{:g} to {:g} ms: {}</title></rect>)"
                        "\n",
                        x, top + bars_end - height, std::max(axis.place_of(bucket.to) - x - 1, 1.0),
                        height, milliseconds(bucket.from), milliseconds(bucket.to), bucket.count);
    }
    svg += fmt::format(R"(<text x="{:.1f}" y="{:.1f}" text-anchor="end">{}</text>)"
                       "\n",
                       left - 6, top + bars_top + 10, most);
    return svg;
}

std::string panel_of(std::string_view name, const Distribution& times, const Axis& axis, double top)
{
    std::string svg = fmt::format(
        R"(<text class="title" x="{:.1f}" y="{:.1f}">{}</text>)"
        R"(<text x="{:.1f}" y="{:.1f}" text-anchor="end">{} times, p50 {:.1f}, p95 {:.1f}, )"
        "p99 {:.1f}, max {:.1f} ms</text>\n",
        left, top + 16, name, right, top + 16, times.count(), milliseconds(times.percentile(50)),
        milliseconds(times.percentile(95)), milliseconds(times.percentile(99)),
        milliseconds(times.longest()));
    svg += ticks(axis, top) + bars(times.buckets(), axis, top);
    for (const int percent : {50, 95, 99})
        svg += fmt::format(R"(<line class="percentile" x1="{0:.1f}" y1="{1:.1f}" x2="{0:.1f}" )"
                           R"(y2="{2:.1f}"><title>p{3}</title></line>)"
                           "\n",
                           axis.place_of(times.percentile(percent)), top + bars_top, top + bars_end,
                           percent);
    return svg +
           fmt::format(R"(<line class="axis" x1="{0:.1f}" y1="{2:.1f}" x2="{1:.1f}" y2="{2:.1f}"/>)"
                       "\n",
                       left, right, top + bars_end);
}

} // namespace

std::string to_svg(const Summary& summary)
{
    Axis axis;
    int panels = 0;
    for (const Distribution& times : summary.tally.times())
        if (times.count() > 0) {
            axis.take_in(times.buckets());
            ++panels;
        }
    const double height = head + panel * panels;
    std::string svg =
        fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" )"
                    R"(height="{1}" role="img">)"
                    "\n<title>{2} of {3} devices, {4:.1f} a second</title>\n",
                    width, height, summary.tally.devices(), summary.count, summary.rate());
    svg += style;
    svg += fmt::format(R"(<text class="title" x="{}" y="26">{} of {} devices, {:.1f} a second; )"
                       "times in milliseconds</text>\n",
                       left, summary.tally.devices(), summary.count, summary.rate());
    double top = head;
    for (std::size_t i = 0; i < measures.size(); ++i)
        if (const Distribution& times = summary.tally.times()[i]; times.count() > 0) {
            svg += panel_of(measures[i], times, axis, top);
            top += panel;
        }
    return svg + "</svg>\n";
}

} // namespace mdm::load
