#include "load/roster.h"

#include "cli/random.h"

#include <boost/test/unit_test.hpp>

#include <map>

using namespace mdm;
using namespace mdm::load;

namespace {

std::vector<Entry> called_up(const Crowd& crowd, const std::string& seed)
{
    Roster roster(crowd, [&](const std::string& purpose) {
        return cli::random_from_seed(seed + "/" + purpose);
    });
    std::vector<Entry> entries;
    while (const auto entry = roster.next())
        entries.push_back(*entry);
    return entries;
}

const Defect* defect(std::string_view word)
{
    return defect_from(word, onprem).value();
}

} // namespace

BOOST_AUTO_TEST_SUITE(roster_test)

BOOST_AUTO_TEST_CASE(devices_are_numbered_from_one)
{
    const auto entries = called_up({.count = 3}, "a");
    BOOST_TEST(entries.size() == 3U);
    BOOST_TEST(entries.front().number == 1U);
    BOOST_TEST(entries.back().number == 3U);
    for (const Entry& entry : entries)
        BOOST_TEST((entry.defect == nullptr && !entry.renews));
}

BOOST_AUTO_TEST_CASE(the_faulty_ones_have_their_faults_by_turns)
{
    const auto entries = called_up({.count = 200,
                                    .faulty = {.value = 5, .percent = true},
                                    .defects = {defect("weak-key"), defect("password")}},
                                   "a");
    std::map<std::string_view, int> counts;
    for (const Entry& entry : entries)
        if (entry.defect != nullptr)
            ++counts[entry.defect->word];
    BOOST_TEST(counts.size() == 2U);
    BOOST_TEST(counts["weak-key"] == 5);
    BOOST_TEST(counts["password"] == 5);
}

BOOST_AUTO_TEST_CASE(those_that_renew_are_among_the_good_ones)
{
    const auto entries = called_up({.count = 100,
                                    .faulty = {.value = 40},
                                    .defects = {defect("weak-key")},
                                    .renewing = {.value = 50, .percent = true}},
                                   "a");
    int renewing = 0;
    for (const Entry& entry : entries) {
        renewing += entry.renews ? 1 : 0;
        BOOST_TEST(!(entry.renews && entry.defect != nullptr));
    }
    BOOST_TEST(renewing == 30);
}

BOOST_AUTO_TEST_CASE(the_same_seed_calls_up_the_same)
{
    const Crowd crowd{.count = 100,
                      .faulty = {.value = 10},
                      .defects = {defect("weak-key"), defect("user")},
                      .renewing = {.value = 10}};
    const auto same = [](const std::vector<Entry>& a, const std::vector<Entry>& b) {
        return std::ranges::equal(a, b, [](const Entry& x, const Entry& y) {
            return x.defect == y.defect && x.renews == y.renews;
        });
    };
    BOOST_TEST(same(called_up(crowd, "a"), called_up(crowd, "a")));
    BOOST_TEST(!same(called_up(crowd, "a"), called_up(crowd, "b")));
}

BOOST_AUTO_TEST_SUITE_END()
