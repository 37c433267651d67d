#include "ledger/entry.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;
using namespace mdm::ledger;

BOOST_AUTO_TEST_SUITE(entry_test)

BOOST_AUTO_TEST_CASE(each_state_has_a_word_and_the_word_names_it)
{
    BOOST_TEST(ledger::to_text(State::reserved) == "reserved");
    BOOST_TEST(ledger::to_text(State::issued) == "issued");
    BOOST_TEST(ledger::to_text(State::revoked) == "revoked");
    for (const auto state : {State::reserved, State::issued, State::revoked})
        BOOST_TEST((state_from(ledger::to_text(state)).value() == state));
}

BOOST_AUTO_TEST_CASE(refuses_a_word_that_is_no_state)
{
    for (const auto* word : {"", "Issued", "issued ", "lost"}) {
        const auto state = state_from(word);
        BOOST_TEST(state.error().message ==
                   "'" + std::string(word) + "' is none of reserved, issued and revoked");
        BOOST_TEST((state.error().code == Errc::usage));
    }
}

BOOST_AUTO_TEST_SUITE_END()
