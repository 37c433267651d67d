#pragma once

#include "config/settings.h"
#include "enrollment/refusal.h"
#include "record/record.h"

#include <string>

namespace mdm::enrollment {

/// Whether any profile is for plain WSTEP clients.
bool serves_plain(const config::Settings& settings);

/// The RSTRC that answers a plain WSTEP client's record: its certificate, or that it has to wait
/// and where it is to ask again, [service] enrollment_url. Refused: InternalServiceFault for a
/// record with neither, EnrollmentServer where there is no such URL.
Result<std::string, Refusal> respond_to_plain(const record::Record& record,
                                              const config::Settings& settings, Time now);

} // namespace mdm::enrollment
