#include "enrollment/refusal.h"

namespace mdm::enrollment {

fault::Fault fault_of(const record::Record& record)
{
    fault::Fault fault;
    fault.trace_id = record.trace_id;
    if (!record.fault)
        return fault;
    const auto subcode = fault::subcode_from(record.fault->subcode);
    fault.subcode = subcode.value_or(fault::Subcode::internal_service_fault);
    fault.error_type = fault::error_type_from(record.fault->error_type);
    fault.reason = record.fault->reason;
    fault.language = record.fault->language;
    fault.message = record.fault->message;
    return fault;
}

record::Fault to_record(const fault::Fault& fault)
{
    return {.subcode = std::string(fault::to_text(fault.subcode)),
            .error_type = fault.error_type ? std::string(fault::to_text(*fault.error_type)) : "",
            .reason = fault.reason,
            .language = fault.language,
            .message = fault.message};
}

} // namespace mdm::enrollment
