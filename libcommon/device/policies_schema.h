#pragma once

#include "device/account.h"
#include "device/sequence.h"
#include "xml/element.h"

namespace mdm::device {

/// Checks every element of a GetPoliciesResponse against the sequences of MS-XCEP 6.2 and the two
/// elements that MS-MDE2 adds, every reference against what it refers to, and the common names
/// against each other. The clause of a deviation tells which of the three it is: policies_sequence,
/// policies_reference or policies_name.
constexpr std::string_view policies_sequence = "MS-XCEP 6.2";
constexpr std::string_view policies_reference = "MS-XCEP 3.1.4.1.3";
constexpr std::string_view policies_name = "MS-XCEP 3.1.4.1.3.1";
void check_policies_schema(const xml::Element& response, const Deviation& deviation);
/// The same as findings of a step.
void check_policies_schema(const xml::Element& response, Step& step);

} // namespace mdm::device
