#include "ledger/submission.h"

#include "core/text.h"

#include <charconv>

namespace mdm::ledger {
namespace {

struct Word {
    std::string_view text;
    Stage stage;
};
constexpr Word words[] = {{"waiting", Stage::waiting},
                          {"approved", Stage::approved},
                          {"denied", Stage::denied},
                          {"issued", Stage::issued}};

} // namespace

std::string_view to_text(Stage stage)
{
    for (const auto& word : words)
        if (word.stage == stage)
            return word.text;
    return {};
}

Result<Stage> stage_from(std::string_view word)
{
    for (const auto& known : words)
        if (known.text == word)
            return known.stage;
    return Error{Errc::usage,
                 "'" + printable(word, 64) + "' is none of waiting, approved, denied and issued"};
}

Fields fields_of(const Submission& s)
{
    const bool decided = s.stage != Stage::waiting;
    return {{"request_id", std::to_string(s.number)},
            {"state", std::string(to_text(s.stage))},
            {"asked_at", mdm::to_text(s.asked_at)},
            {"client", s.client},
            {"user", s.user},
            {"device_id", s.device_id},
            {"profile", s.profile},
            {"subject", s.subject},
            {"names", s.names},
            {"key_thumbprint", s.key_thumbprint},
            {"trace_id", s.trace_id},
            {"decided_at", decided ? mdm::to_text(s.decided_at) : ""},
            {"decided_by", s.decided_by},
            {"reason", s.reason},
            {"serial", s.serial}};
}

Result<long long> request_id_from(std::string_view text)
{
    constexpr long long most = 0x7FFFFFFF;
    long long number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure == std::errc() && end == text.data() + text.size() && number > 0 && number <= most)
        return number;
    return Error{Errc::usage, "'" + printable(text, 64) + "' is no RequestID"};
}

} // namespace mdm::ledger
