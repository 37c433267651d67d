#include "ledger/entry.h"

namespace mdm::ledger {
namespace {

struct Word {
    std::string_view text;
    State state;
};
constexpr Word words[] = {
    {"reserved", State::reserved}, {"issued", State::issued}, {"revoked", State::revoked}};

} // namespace

std::string_view to_text(State state)
{
    for (const auto& word : words)
        if (word.state == state)
            return word.text;
    return {};
}

Result<State> state_from(std::string_view word)
{
    for (const auto& known : words)
        if (known.text == word)
            return known.state;
    return Error{Errc::usage,
                 "'" + std::string(word) + "' is none of reserved, issued and revoked"};
}

Result<std::string> outcome_from(std::string_view word)
{
    for (const std::string_view known : {"answered", "issued", "waiting", "refused"})
        if (known == word)
            return std::string(word);
    return Error{Errc::usage,
                 "'" + std::string(word) + "' is none of answered, issued, waiting and refused"};
}

} // namespace mdm::ledger
