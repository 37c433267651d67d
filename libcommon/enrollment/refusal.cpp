#include "enrollment/refusal.h"

namespace mdm::enrollment {

fault::Fault fault_of(const record::Record& record)
{
    fault::Fault fault;
    fault.trace_id = record.trace_id;
    if (record::is_plain(record))
        fault.plain.emplace();
    if (!record.fault)
        return fault;
    const auto subcode = fault::subcode_from(record.fault->subcode);
    fault.subcode = subcode.value_or(fault::Subcode::internal_service_fault);
    fault.error_type = fault::error_type_from(record.fault->error_type);
    fault.reason = record.fault->reason;
    fault.language = record.fault->language;
    fault.message = record.fault->message;
    if (const auto& id = record.fault->request_id; fault.plain && !id.empty())
        fault.plain = {.request_id = id, .denied = true};
    return fault;
}

record::Fault to_record(const Refusal& refusal, const std::string& language)
{
    const fault::Fault& fault = refusal.fault;
    return {.subcode = std::string(fault::to_text(fault.subcode)),
            .error_type = fault.error_type ? std::string(fault::to_text(*fault.error_type)) : "",
            .reason = fault.reason,
            .language = refusal.rule.empty() ? language : fault.language,
            .message = fault.message,
            .rule = refusal.rule,
            .request_id = fault.plain ? fault.plain->request_id : ""};
}

Refusal refusal_of(const admission::Objection& objection)
{
    return {objection.fault, objection.log, objection.rule};
}

} // namespace mdm::enrollment
