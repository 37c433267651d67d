#include "load/distribution.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace mdm::load {
namespace {

/// A time has a cell of its own up to twice this, and above that one of so many to an octave.
constexpr std::uint64_t octave = 1024;

std::size_t cell_of(std::uint64_t time)
{
    if (time < 2 * octave)
        return time;
    const auto shift = static_cast<unsigned>(std::bit_width(time) - std::bit_width(octave));
    return shift * octave + (time >> shift);
}

/// The longest time that has this cell.
std::uint64_t end_of(std::size_t cell)
{
    if (cell < 2 * octave)
        return cell;
    const std::uint64_t shift = cell / octave - 1;
    return ((cell - shift * octave + 1) << shift) - 1;
}

/// The bounds of the buckets in microseconds, from 100; the last is more than a day.
constexpr auto bounds = [] {
    constexpr std::array<std::uint64_t, 10> steps{10, 12, 15, 20, 25, 30, 40, 50, 60, 80};
    std::array<std::uint64_t, 100> all{};
    std::uint64_t scale = 10;
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = steps[i % steps.size()] * scale;
        if (i % steps.size() == steps.size() - 1)
            scale *= 10;
    }
    return all;
}();

void count_in(std::vector<std::uint64_t>& counts, std::size_t at)
{
    if (counts.size() <= at)
        counts.resize(at + 1);
    ++counts[at];
}

} // namespace

void Distribution::add(Duration time)
{
    time = std::clamp(time, Duration(0), Duration(bounds.back() - 1));
    const auto value = static_cast<std::uint64_t>(time.count());
    count_in(cells_, cell_of(value));
    count_in(buckets_, static_cast<std::size_t>(
                           std::upper_bound(bounds.begin(), bounds.end(), value) - bounds.begin()));
    ++count_;
    longest_ = std::max(longest_, time);
}

Duration Distribution::percentile(double percent) const
{
    const double rank = std::ceil(static_cast<double>(count_) * percent / 100);
    std::size_t seen = 0;
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
        seen += cells_[cell];
        if (seen > 0 && static_cast<double>(seen) >= rank)
            return std::min(Duration(end_of(cell)), longest_);
    }
    return longest_;
}

std::vector<Bucket> Distribution::buckets() const
{
    std::vector<Bucket> all;
    for (std::size_t i = 0; i < buckets_.size(); ++i)
        if (buckets_[i] > 0 || !all.empty())
            all.push_back({Duration(i == 0 ? 0 : bounds[i - 1]), Duration(bounds[i]), buckets_[i]});
    return all;
}

} // namespace mdm::load
