#include "upkeep/chart.h"

#include "core/text.h"

#include <algorithm>
#include <numeric>

#include <fmt/core.h>

namespace mdm::upkeep {
namespace {

using web::Html;

constexpr double width = 720;

std::string units(double value)
{
    return fmt::format("{:.1f}", value);
}

std::size_t sum_of(const Bar& bar)
{
    return std::accumulate(bar.parts.begin(), bar.parts.end(), std::size_t{0});
}

std::size_t longest_of(const Plot& plot)
{
    std::size_t longest = 1;
    for (const Bar& bar : plot.bars)
        longest = std::max(longest, sum_of(bar));
    return longest;
}

/// The distance of lines to measure by: 1, 2 or 5 times a power of ten, five lines at most.
std::size_t step_of(std::size_t longest)
{
    for (std::size_t ten = 1;; ten *= 10)
        for (const std::size_t step : {ten, 2 * ten, 5 * ten})
            if (longest <= 4 * step)
                return step;
}

/// "2026-11-23: enrollments 3, renewals 1".
std::string said(const Plot& plot, const Bar& bar)
{
    std::string text = bar.label + ": ";
    for (std::size_t i = 0; i < bar.parts.size(); ++i)
        text += (i == 0 ? "" : ", ") + plot.parts[i] + " " + std::to_string(bar.parts[i]);
    return text;
}

Html rectangle(double x, double y, double across, double high, std::size_t part)
{
    return web::fill(R"(<rect class="part{{part}}" x="{{x}}" y="{{y}}" width="{{w}}" )"
                     R"(height="{{h}}"/>)",
                     {{"part", std::to_string(part)},
                      {"x", units(x)},
                      {"y", units(y)},
                      {"w", units(across)},
                      {"h", units(high)}});
}

Html picture(const Plot& plot, double height, const Html& content)
{
    return web::fill(R"(<svg viewBox="0 0 {{width}} {{height}}" role="img" )"
                     R"(aria-labelledby="{{id}}"><title id="{{id}}">{{title}}</title>)"
                     R"({{content}}</svg>)",
                     {{"width", units(width)},
                      {"height", units(height)},
                      {"id", plot.id},
                      {"title", plot.title},
                      {"content", content}});
}

Html text_at(double x, double y, const char* anchor, const std::string& text)
{
    return web::fill(R"(<text x="{{x}}" y="{{y}}" text-anchor="{{anchor}}">{{text}}</text>)",
                     {{"x", units(x)}, {"y", units(y)}, {"anchor", anchor}, {"text", text}});
}

// Where the bars stand: between the numbers on the left and the labels below.
constexpr double left = 48;
constexpr double top = 10;
constexpr double high = 180;
constexpr double label_width = 76; // of a date

Html lines(std::size_t most, std::size_t step)
{
    Html html;
    for (std::size_t value = 0; value <= most; value += step) {
        const double y = top + high - high * static_cast<double>(value) / static_cast<double>(most);
        html += web::fill(R"(<line x1="{{left}}" x2="{{right}}" y1="{{y}}" y2="{{y}}"/>)",
                          {{"left", units(left)}, {"right", units(width)}, {"y", units(y)}});
        html += text_at(left - 8, y + 4, "end", std::to_string(value));
    }
    return html;
}

} // namespace

Html standing_bars(const Plot& plot)
{
    const std::size_t step = step_of(longest_of(plot));
    const std::size_t most = (longest_of(plot) + step - 1) / step * step;
    const double place =
        (width - left) / static_cast<double>(std::max<std::size_t>(plot.bars.size(), 1));
    const std::size_t every = std::max<std::size_t>(1, (plot.bars.size() + 6) / 7);
    Html content = lines(most, step);
    for (std::size_t i = 0; i < plot.bars.size(); ++i) {
        const Bar& bar = plot.bars[i];
        const double x = left + place * static_cast<double>(i);
        double y = top + high;
        Html parts;
        for (std::size_t part = 0; part < bar.parts.size(); ++part) {
            const double tall =
                high * static_cast<double>(bar.parts[part]) / static_cast<double>(most);
            y -= tall;
            if (bar.parts[part] > 0)
                parts += rectangle(x + place * 0.1, y, place * 0.8, tall, part);
        }
        content += web::fill("<g><title>{{said}}</title>{{parts}}</g>",
                             {{"said", said(plot, bar)}, {"parts", parts}});
        if (i % every == 0 && x + label_width <= width)
            content += text_at(x, top + high + 20, "start", bar.label);
    }
    return picture(plot, top + high + 28, content);
}

Html lying_bars(const Plot& plot)
{
    constexpr double row = 30;
    constexpr double label = 260;
    constexpr double number = 70;
    constexpr std::size_t shown = 38;
    const double longest = static_cast<double>(longest_of(plot));
    Html content;
    double y = 0;
    for (const Bar& bar : plot.bars) {
        const double wide =
            (width - label - number) * static_cast<double>(bar.parts.front()) / longest;
        content +=
            web::fill("<g><title>{{said}}</title>{{name}}{{bar}}{{number}}</g>",
                      {{"said", said(plot, bar)},
                       {"name", text_at(label - 12, y + 19, "end", printable(bar.label, shown))},
                       {"bar", rectangle(label, y + 5, std::max(wide, 1.0), row - 10, 0)},
                       {"number", text_at(label + wide + 8, y + 19, "start",
                                          std::to_string(bar.parts.front()))}});
        y += row;
    }
    return picture(plot, y, content);
}

Html table_of(const Plot& plot, const std::string& label_heading)
{
    Html heading = web::fill(R"(<th scope="col">{{label}}</th>)", {{"label", label_heading}});
    for (const std::string& part : plot.parts)
        heading += web::fill(R"(<th scope="col" class="number">{{part}}</th>)", {{"part", part}});
    Html rows;
    for (const Bar& bar : plot.bars) {
        Html cells;
        for (const std::size_t part : bar.parts)
            cells +=
                web::fill(R"(<td class="number">{{part}}</td>)", {{"part", std::to_string(part)}});
        rows += web::fill("<tr><th scope=\"row\">{{label}}</th>{{cells}}</tr>\n",
                          {{"label", bar.label}, {"cells", cells}});
    }
    return web::fill("<table><thead><tr>{{heading}}</tr></thead><tbody>\n{{rows}}</tbody></table>",
                     {{"heading", heading}, {"rows", rows}});
}

} // namespace mdm::upkeep
