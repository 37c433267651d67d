#include "enrollment/record_batch.h"

#include <algorithm>
#include <iterator>

namespace mdm::enrollment {
namespace {

// A signature takes some 250 microseconds, and a thread to begin some 50.
constexpr std::size_t records_of_a_batch = 32;

bool asks_for_certificate(const record::Record& record)
{
    const bool own = record.kind == record::Kind::issue || record.kind == record::Kind::renew ||
                     record.kind == record::Kind::query;
    return own && !record.fault && !record.issued;
}

} // namespace

void RecordBatch::read(const Decide& decide)
{
    refusals_.resize(records_.size());
    std::vector<Order> orders;
    orders.reserve(records_.size());
    for (std::size_t place = 0; place < records_.size(); ++place) {
        if (!asks_for_certificate(records_[place]))
            continue;
        auto decided = decide(records_[place]);
        if (!decided) {
            refusals_[place] = decided.error();
            continue;
        }
        records_[place].pending = std::move(decided->pending);
        if (decided->order) {
            orders.push_back(std::move(*decided->order));
            places_.push_back(place);
        }
        if (decided->request != 0 || (decided->order && record::is_plain(records_[place])))
            completions_.push_back(
                {place, decided->profile, decided->request, std::move(decided->entry)});
    }
    batch_.emplace(std::move(orders));
}

void RecordBatch::find_authorities(Authorities& authorities)
{
    for (Completion& completion : completions_) {
        const auto& authority = authorities.find(completion.profile->issuer);
        if (authority)
            completion.authority = &*authority;
        else
            refusals_[completion.place] =
                refusal_of(fault::Subcode::certificate_request, authority.error());
    }
}

std::vector<Outcome> RecordBatch::outcomes(const Complete& complete, const std::string& language) &&
{
    auto verdicts = std::move(*batch_).verdicts();
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (verdicts[i])
            records_[places_[i]].issued = std::move(verdicts[i]).value();
        else
            refusals_[places_[i]] = verdicts[i].error();
    }
    for (const Completion& completion : completions_) {
        auto& refusal = refusals_[completion.place];
        if (refusal)
            continue;
        record::Record& record = records_[completion.place];
        if (const auto done = complete(record, completion); !done) {
            refusal = done.error();
            record.issued.reset();
        }
    }
    std::vector<Outcome> outcomes;
    outcomes.reserve(records_.size());
    for (std::size_t place = 0; place < records_.size(); ++place)
        outcomes.push_back(refusals_[place]
                               ? refused(std::move(records_[place]), *refusals_[place], language)
                               : Outcome{std::move(records_[place]), ""});
    return outcomes;
}

std::vector<RecordBatch> split(std::vector<record::Record> records)
{
    std::vector<RecordBatch> batches;
    for (auto next = records.begin(); next != records.end();) {
        const auto left = static_cast<std::size_t>(records.end() - next);
        const auto end = next + static_cast<std::ptrdiff_t>(std::min(left, records_of_a_batch));
        batches.emplace_back(std::vector<record::Record>(std::make_move_iterator(next),
                                                         std::make_move_iterator(end)));
        next = end;
    }
    return batches;
}

} // namespace mdm::enrollment
