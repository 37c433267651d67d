#include "core/parallel.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <vector>

using namespace mdm;

BOOST_AUTO_TEST_SUITE(parallel_test)

BOOST_AUTO_TEST_CASE(every_item_is_worked_on_once)
{
    for (const std::size_t count : {0U, 1U, 2U, 1000U}) {
        std::vector<std::atomic<int>> times(count);
        for_each_on_cores(count, [&](std::size_t item, unsigned /*worker*/) { ++times[item]; });
        for (const auto& time : times)
            BOOST_TEST(time == 1);
    }
}

BOOST_AUTO_TEST_CASE(what_a_worker_has_is_its_own)
{
    std::vector<int> done(cores()); // not atomic: a worker alone writes to its place
    for_each_on_cores(10000, [&](std::size_t /*item*/, unsigned worker) { ++done.at(worker); });
    BOOST_TEST(std::accumulate(done.begin(), done.end(), 0) == 10000);
}

BOOST_AUTO_TEST_CASE(an_exception_ends_the_work_and_reaches_the_caller)
{
    constexpr std::size_t many = 1'000'000'000; // more than could be done in the time of a test
    const auto work = [&](std::size_t item, unsigned /*worker*/) {
        if (item == 3)
            throw std::runtime_error("the fourth");
    };
    BOOST_CHECK_THROW(for_each_on_cores(many, work), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_lane_runs_tasks_in_order_beside_who_adds_them)
{
    std::vector<int> done;
    std::promise<void> all_added;
    {
        Lane lane;
        const auto first = lane.add([&, added = all_added.get_future().share()] {
            added.wait(); // for ever, if the lane ran it in the thread that adds
            done.push_back(0);
        });
        for (int i = 1; i < 100; ++i)
            lane.add([&done, i] { done.push_back(i); });
        BOOST_TEST((first.wait_for(std::chrono::seconds(0)) == std::future_status::timeout));
        all_added.set_value();
    } // runs what is left
    std::vector<int> expected(100);
    std::iota(expected.begin(), expected.end(), 0);
    BOOST_TEST(done == expected);
}

BOOST_AUTO_TEST_CASE(a_lane_goes_on_after_a_task_that_threw)
{
    Lane lane;
    auto thrown = lane.add([]() -> int { throw std::runtime_error("no"); });
    auto yielded = lane.add([] { return 7; });
    BOOST_TEST(yielded.get() == 7);
    BOOST_CHECK_THROW(thrown.get(), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
