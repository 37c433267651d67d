#pragma once

#include "core/time.h"
#include "xml/element.h"

#include <chrono>

namespace mdm::auth {

/// How long a request is good that says when it was made.
struct TimestampRules {
    std::chrono::seconds window{600};     ///< after its Created, even if its Expires is later
    std::chrono::seconds clock_skew{300}; ///< by how much the device's clock may be wrong
};

/// Checks the Timestamp in a WS-Security header (WSS SOAP Message Security 1.1, 10), which has a
/// Created, and an Expires later than that or none. Yields the last moment at which the request is
/// good. Fails with malformed where there is no usable Timestamp, and with refused where it is not
/// of now.
Result<Time> check_timestamp(const xml::Element& security, Time now, const TimestampRules& rules);

} // namespace mdm::auth
