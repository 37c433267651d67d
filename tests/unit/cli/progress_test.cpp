#include "cli/progress.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(progress_test)

BOOST_AUTO_TEST_CASE(a_bar_is_as_full_as_the_work_is_done)
{
    BOOST_TEST(cli::progress_line(0, 10, 0s) == "[                              ]   0% 0/10 0/s");
    BOOST_TEST(cli::progress_line(5, 10, 2s) == "[###############               ]  50% 5/10 2/s");
    BOOST_TEST(cli::progress_line(10, 10, 2s) == "[##############################] 100% 10/10 5/s");
}

BOOST_AUTO_TEST_CASE(a_bar_may_be_narrower)
{
    BOOST_TEST(cli::progress_line(5, 10, 2s, 4) == "[##  ]  50% 5/10 2/s");
}

BOOST_AUTO_TEST_CASE(what_came_after_the_count_and_nothing_at_all_do_no_harm)
{
    BOOST_TEST(cli::progress_line(11, 10, 1s) ==
               "[##############################] 100% 11/11 11/s");
    BOOST_TEST(cli::progress_line(0, 0, 1s) == "[                              ]   0% 0/1 0/s");
}

BOOST_AUTO_TEST_SUITE_END()
