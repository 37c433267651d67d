#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mdm::load {

using Duration = std::chrono::microseconds;

/// How many times were at least `from` and less than `to`.
struct Bucket {
    Duration from;
    Duration to;
    std::size_t count = 0;
};

/// How long something took each time, in memory that does not grow with how often that was.
class Distribution {
public:
    /// Notes one time; a negative one is 0.
    void add(Duration time);

    [[nodiscard]] std::size_t count() const { return count_; }
    /// The longest; 0 where there is none.
    [[nodiscard]] Duration longest() const { return longest_; }

    /// The percentile by nearest rank: the shortest of the times for which at least `percent` of a
    /// hundred of them are no longer; 0 where there is none. Exact to the microsecond below 2.048
    /// ms; above that it may be up to a thousandth too long, but never longer than `longest`.
    [[nodiscard]] Duration percentile(double percent) const;

    /// The times by buckets whose bounds grow by a factor of about 1.25: 1, 1.2, 1.5, 2, 2.5, 3, 4,
    /// 5, 6 and 8 of each power of ten. From the first to the last that is not empty.
    [[nodiscard]] std::vector<Bucket> buckets() const;

private:
    std::vector<std::uint64_t> cells_;   ///< as many as the longest time needs
    std::vector<std::uint64_t> buckets_; ///< the same
    std::size_t count_ = 0;
    Duration longest_{0};
};

} // namespace mdm::load
