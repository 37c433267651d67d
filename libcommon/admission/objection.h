#pragma once

#include "config/admission.h"
#include "fault/fault.h"
#include "record/record.h"

#include <string>

namespace mdm::admission {

/// Why a rule does not let a request through.
struct Objection {
    fault::Fault fault; ///< with the language of its reason
    std::string rule;   ///< its name
    std::string log;    ///< one line
};

/// What a rule found.
struct Finding {
    std::string reason;  ///< for the user, where the rule has no reason of its own
    std::string log;     ///< for the operator; may be more
    bool spoken = false; ///< the reason is a program's own, and goes before the rule's
};

/// The objection of a rule: the fault of its topic, and the reason that the configuration gives for
/// it in the language that the device asks for, else the finding's in the service's language.
Objection object(const config::Rule& rule, const Finding& finding, const record::Record& record,
                 const std::string& language);

/// The objection of a rule that could not be asked: EnrollmentServer.
Objection out_of_order(const config::Rule& rule, const Error& error, const std::string& language);

} // namespace mdm::admission
