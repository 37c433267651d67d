#include "load/share.h"

#include "cli/random.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::load;

namespace {

std::vector<std::size_t> drawn(std::size_t chosen, std::size_t total, const std::string& seed)
{
    Lot lot(chosen, total, cli::random_from_seed(seed));
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < total; ++i)
        if (lot.draw())
            places.push_back(i);
    return places;
}

} // namespace

BOOST_AUTO_TEST_SUITE(share_test)

BOOST_AUTO_TEST_CASE(a_number_is_a_number_of_devices_and_a_percentage_a_part_of_them)
{
    BOOST_TEST(share_from("50").value().of(1000) == 50U);
    BOOST_TEST(share_from("0").value().of(1000) == 0U);
    BOOST_TEST(share_from("5%").value().of(1000) == 50U);
    BOOST_TEST(share_from("2.5%").value().of(1000) == 25U);
    BOOST_TEST(share_from("100%").value().of(7) == 7U);
}

BOOST_AUTO_TEST_CASE(a_part_is_rounded_to_the_nearest_and_is_never_more_than_all)
{
    BOOST_TEST(share_from("5%").value().of(9) == 0U);
    BOOST_TEST(share_from("5%").value().of(10) == 1U);
    BOOST_TEST(share_from("5%").value().of(29) == 1U);
    BOOST_TEST(share_from("50").value().of(7) == 7U);
    BOOST_TEST(share_from("99999999999999999999").value().of(7) == 7U);
}

BOOST_AUTO_TEST_CASE(anything_else_is_no_share)
{
    for (const char* text :
         {"", "%", "-1", "-5%", "5.5", "101%", "5 %", "5%%", "nan", "inf%", "1e2", "0x10", "5x"})
        BOOST_TEST(!share_from(text), text);
    BOOST_TEST(share_from("5.5").error().message ==
               "'5.5' is neither a number of devices nor a share as 5%");
}

BOOST_AUTO_TEST_CASE(a_lot_chooses_exactly_as_many_as_it_should)
{
    for (const std::size_t chosen : {0U, 1U, 50U, 999U, 1000U})
        BOOST_TEST(drawn(chosen, 1000, "a").size() == chosen);
    BOOST_TEST(drawn(5, 3, "a").size() == 3U);
    BOOST_TEST(drawn(0, 0, "a").empty());
}

BOOST_AUTO_TEST_CASE(the_same_seed_chooses_the_same_and_another_others)
{
    BOOST_TEST(drawn(50, 1000, "a") == drawn(50, 1000, "a"), boost::test_tools::per_element());
    BOOST_TEST((drawn(50, 1000, "a") != drawn(50, 1000, "b")));
}

BOOST_AUTO_TEST_CASE(every_place_is_as_likely)
{
    std::vector<int> hits(10);
    for (int seed = 0; seed < 2000; ++seed)
        for (const std::size_t place : drawn(3, 10, std::to_string(seed)))
            ++hits[place];
    for (const int count : hits) // 600 each; five standard deviations are about 102
        BOOST_TEST((count > 498 && count < 702), "so many: " << count);
}

BOOST_AUTO_TEST_SUITE_END()
