#pragma once

#include "device/account.h"
#include "ossl/digest.h"
#include "xml/element.h"

#include <string>

namespace mdm::device {

/// What a device takes from a GetPoliciesResponse.
struct PoliciesAnswer {
    unsigned long key_length = 2048;
    bool elliptic = false; ///< the policy asks for an EC key
    ossl::Hash hash = ossl::Hash::sha256;
};

/// Reads the body of a GetPoliciesResponse by its first policy, and notes in the step where any
/// policy breaks the schema (MS-XCEP 6.2), has a reference that leads nowhere (3.1.4.1.3), a
/// policySchema that is not 3, or a hash that a device does not know. Fails with malformed when
/// there is no policy to go by.
Result<PoliciesAnswer> read_policies_answer(const xml::Element& body, Step& step);

} // namespace mdm::device
