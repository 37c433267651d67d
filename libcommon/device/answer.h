#pragma once

#include "device/account.h"
#include "device/transport.h"
#include "soap/envelope.h"

#include <string_view>

namespace mdm::device {

/// What the answer to a request must say about itself.
struct Expected {
    std::string_view action;
    std::string_view message_id; ///< of our request; empty where it had none
};

/// Reads the answer to a POST as a strict device does. What can be passed over is noted in the
/// step's findings: Content-Type, a Content-Length that is missing or wrong, chunks, SOAP 1.1,
/// Action, RelatesTo.
///
/// Fails with refused when it is a fault, which then is in the step; with malformed when there is
/// nothing to read: an empty body, a status that bears no SOAP, no envelope.
Result<soap::Envelope> read_answer(const HttpAnswer& answer, const Expected& expected, Step& step);

/// Checks the answer to the GET on the discovery URL: 200, no body, not chunked. Fails
/// with malformed on another status.
Result<void> read_probe(const HttpAnswer& answer, Step& step);

} // namespace mdm::device
