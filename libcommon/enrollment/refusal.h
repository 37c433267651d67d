#pragma once

#include "admission/objection.h"
#include "fault/fault.h"
#include "record/record.h"

#include <string>
#include <utility>

namespace mdm::enrollment {

/// Why a stage says no: what the device is told, and what the operator is told on top of it.
struct Refusal {
    fault::Fault fault;
    std::string log; ///< one line; may name paths and other things of the inside
    /// The rule of the configuration that decided; empty: none of them. A rule's reason has a
    /// language of its own, the others are in the service's.
    std::string rule = {};
};

/// A step's failure as a refusal under a subcode of its own.
inline Refusal refusal_of(fault::Subcode subcode, const Error& error)
{
    std::string log = error.message;
    if (!error.spec.empty())
        log.append(" [").append(error.spec).append("]");
    return {fault::refuse(subcode, error), std::move(log)};
}

/// What a rule objects, as a refusal.
Refusal refusal_of(const admission::Objection& objection);

/// Puts the blame for a step that failed on a subcode: `TRY(blame(Subcode::message_format,
/// step()))`.
template <class T>
Result<T, Refusal> blame(fault::Subcode subcode, Result<T> result)
{
    if (!result)
        return refusal_of(subcode, result.error());
    return std::move(result).value();
}

inline Result<void, Refusal> blame(fault::Subcode subcode, const Result<void>& result)
{
    if (!result)
        return refusal_of(subcode, result.error());
    return {};
}

/// The fault that a record bears, for the last stage; words that the catalogue does not know, which
/// a program between two stages may have written, become InternalServiceFault.
fault::Fault fault_of(const record::Record& record);

/// The fault of a refusal in the words of the record; its reason is in `language`, unless it is a
/// rule's.
record::Fault to_record(const Refusal& refusal, const std::string& language);

} // namespace mdm::enrollment
