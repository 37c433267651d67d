#include "load/distribution.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace mdm::load;
using namespace std::chrono_literals;

namespace {

Distribution of(const std::vector<Duration>& times)
{
    Distribution all;
    for (const Duration time : times)
        all.add(time);
    return all;
}

/// The percentile by its definition.
Duration nearest_rank(std::vector<Duration> times, double percent)
{
    std::ranges::sort(times);
    const auto rank =
        static_cast<std::size_t>(std::ceil(static_cast<double>(times.size()) * percent / 100));
    return times[std::max<std::size_t>(rank, 1) - 1];
}

} // namespace

BOOST_AUTO_TEST_SUITE(distribution_test)

BOOST_AUTO_TEST_CASE(nothing_has_no_percentiles)
{
    const Distribution none;
    BOOST_TEST(none.count() == 0U);
    BOOST_TEST(none.percentile(50).count() == 0);
    BOOST_TEST(none.longest().count() == 0);
    BOOST_TEST(none.buckets().empty());
}

BOOST_AUTO_TEST_CASE(one_time_is_every_percentile)
{
    const auto one = of({123456us});
    for (const double percent : {0.0, 50.0, 99.0, 100.0})
        BOOST_TEST(one.percentile(percent).count() == 123456);
}

BOOST_AUTO_TEST_CASE(a_percentile_is_the_time_of_the_nearest_rank)
{
    std::vector<Duration> times;
    for (int i = 100; i >= 1; --i) // the order does not matter
        times.emplace_back(i);
    const auto all = of(times);
    BOOST_TEST(all.percentile(50).count() == 50);
    BOOST_TEST(all.percentile(95).count() == 95);
    BOOST_TEST(all.percentile(99).count() == 99);
    BOOST_TEST(all.percentile(99.5).count() == 100);
    BOOST_TEST(all.percentile(1).count() == 1);
    BOOST_TEST(all.percentile(0).count() == 1);
    BOOST_TEST(of({1us, 2us, 3us}).percentile(50).count() == 2);
    BOOST_TEST(of({1us, 2us, 3us, 4us}).percentile(50).count() == 2);
    BOOST_TEST(of({1us, 9us}).percentile(51).count() == 9);
}

BOOST_AUTO_TEST_CASE(longer_times_are_right_to_a_thousandth_and_never_too_short)
{
    std::mt19937_64 engine(7);
    std::lognormal_distribution<double> draw(11, 2);
    std::vector<Duration> times;
    for (int i = 0; i < 5000; ++i)
        times.emplace_back(static_cast<std::int64_t>(draw(engine)));
    const auto all = of(times);
    for (const double percent : {10.0, 50.0, 90.0, 95.0, 99.0, 99.9, 100.0}) {
        const auto exact = nearest_rank(times, percent).count();
        const auto told = all.percentile(percent).count();
        BOOST_TEST(told >= exact);
        BOOST_TEST(static_cast<double>(told) <= static_cast<double>(exact) * 1.001);
    }
    BOOST_TEST(all.percentile(100).count() == all.longest().count());
}

BOOST_AUTO_TEST_CASE(times_at_the_borders_of_a_cell_are_their_own)
{
    for (const std::int64_t time : {0L, 1L, 2047L, 2048L, 2049L, 4095L, 4096L, 4099L, 4100L}) {
        const auto all = of({Duration(time), 1h});
        BOOST_TEST(all.percentile(50).count() >= time);
        BOOST_TEST(all.percentile(50).count() <= time + time / 1000);
    }
}

BOOST_AUTO_TEST_CASE(a_clock_that_goes_back_and_an_age_do_no_harm)
{
    const auto all = of({-5us, std::chrono::hours(24 * 365 * 100)});
    BOOST_TEST(all.percentile(50).count() == 0);
    BOOST_TEST(all.count() == 2U);
    BOOST_TEST((all.longest() > 24h));
}

BOOST_AUTO_TEST_CASE(a_bucket_begins_with_its_first_bound_and_ends_before_its_second)
{
    const auto buckets = of({999us, 1000us, 1199us, 1200us}).buckets();
    BOOST_TEST(buckets.size() == 3U);
    BOOST_TEST((buckets[0].from == 800us && buckets[0].to == 1000us && buckets[0].count == 1));
    BOOST_TEST((buckets[1].from == 1000us && buckets[1].to == 1200us && buckets[1].count == 2));
    BOOST_TEST((buckets[2].from == 1200us && buckets[2].to == 1500us && buckets[2].count == 1));
}

BOOST_AUTO_TEST_CASE(buckets_follow_each_other_and_hold_every_time)
{
    const auto buckets = of({0us, 99us, 100us, 45ms, 45ms, 70s}).buckets();
    std::size_t sum = 0;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        sum += buckets[i].count;
        BOOST_TEST((i == 0 || buckets[i].from == buckets[i - 1].to));
        BOOST_TEST((buckets[i].from < buckets[i].to));
    }
    BOOST_TEST(sum == 6U);
    BOOST_TEST((buckets.front().from == 0us && buckets.front().to == 100us));
    BOOST_TEST(buckets.front().count == 2U);
    BOOST_TEST((buckets.back().from == 60s && buckets.back().to == 80s));
}

BOOST_AUTO_TEST_SUITE_END()
