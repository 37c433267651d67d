#pragma once

#include "device/account.h"
#include "xml/element.h"

namespace mdm::device {

/// Checks every element of a GetPoliciesResponse against the sequences of MS-XCEP 6.2 and the two
/// elements that MS-MDE2 adds, and every reference against what it refers to.
/// Deviations are findings of the step.
void check_policies_schema(const xml::Element& response, Step& step);

} // namespace mdm::device
