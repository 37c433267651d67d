#pragma once

#include "device/account.h"
#include "soap/envelope.h"

#include <string>

namespace mdm::device {

/// Reads an RSTRC (MS-WSTEP 3.1.4.1.3.5, MS-MDE2 3.4.4.1.1.2) and yields the text of the
/// provisioning document. Notes in the step what a strict device would not take: a schema that is
/// broken, a TokenType, ValueType or EncodingType that is another, base64 that is not on one line,
/// a Security header without a sound Timestamp. Fails with malformed when there is no document.
Result<std::string> read_issue_answer(const soap::Envelope& envelope, Step& step);

} // namespace mdm::device
