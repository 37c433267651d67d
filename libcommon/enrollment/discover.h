#pragma once

#include "config/settings.h"
#include "core/bytes.h"
#include "enrollment/outcome.h"

#include <optional>
#include <string>

namespace mdm::enrollment {

/// The answer to one message: SOAP, whatever happened.
struct Reply {
    std::string soap;
    std::optional<Refusal> refusal = {}; ///< there when `soap` is a fault
};

/// Answers a Discover (MS-MDE2 3.1.4.1) from [service]: the AuthPolicy, the version and the URLs,
/// or a fault that bears the trace id. An AuthPolicy that is not fully configured is not announced.
/// The rules of [admission] decide by what the device says of itself, as far as it does.
Reply discover(ByteView message, const config::Settings& settings, const Arrival& arrival);

/// The answer to a message that could not be read, or where the server is out of order.
Reply refuse_discover(const Refusal& refusal, const std::string& language,
                      const std::string& trace_id);

} // namespace mdm::enrollment
