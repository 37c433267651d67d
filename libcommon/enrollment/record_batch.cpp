#include "enrollment/record_batch.h"

#include "enrollment/order.h"

#include <algorithm>
#include <iterator>

namespace mdm::enrollment {
namespace {

// A signature takes some 250 microseconds, and a thread to begin some 50.
constexpr std::size_t records_of_a_batch = 32;

bool asks_for_certificate(const record::Record& record)
{
    const bool own = record.kind == record::Kind::issue || record.kind == record::Kind::renew;
    return own && !record.fault && !record.issued;
}

} // namespace

void RecordBatch::read(const config::Settings& settings, Blueprints& blueprints, Time now)
{
    refusals_.resize(records_.size());
    std::vector<Order> orders;
    orders.reserve(records_.size());
    for (std::size_t place = 0; place < records_.size(); ++place) {
        if (!asks_for_certificate(records_[place]))
            continue;
        auto order = order_from(records_[place], settings, blueprints, now);
        if (!order) {
            refusals_[place] = order.error();
            continue;
        }
        orders.push_back(std::move(order).value());
        places_.push_back(place);
    }
    batch_.emplace(std::move(orders));
}

std::vector<Outcome> RecordBatch::outcomes(const std::string& language) &&
{
    auto verdicts = std::move(*batch_).verdicts();
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (verdicts[i])
            records_[places_[i]].issued = std::move(verdicts[i]).value();
        else
            refusals_[places_[i]] = verdicts[i].error();
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
