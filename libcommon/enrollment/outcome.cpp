#include "enrollment/outcome.h"

namespace mdm::enrollment {

Outcome refused(record::Record record, const Refusal& refusal, const std::string& language)
{
    record.fault = to_record(refusal, language);
    return {std::move(record), refusal.log};
}

Outcome refuse_unread(const Refusal& refusal, const std::string& language, const Arrival& arrival)
{
    record::Record record;
    record.trace_id = arrival.trace_id;
    record.received = arrival.now;
    return refused(std::move(record), refusal, language);
}

} // namespace mdm::enrollment
