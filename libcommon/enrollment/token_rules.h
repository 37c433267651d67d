#pragma once

#include "auth/identity.h"
#include "enrollment/refusal.h"
#include "record/record.h"

#include <functional>
#include <string>

namespace mdm::enrollment {

/// What a good token asks of the request that bears it; all of them let a GetPolicies pass.

/// A device that signed in without a user gets what is a device's own (MS-MDE2 3.4.4.1.1.1).
Result<void, Refusal> check_device_alone(const auth::Identity& identity,
                                         const record::Record& record);

/// Checks EnrollmentData, with which a device proves that its user accepted the terms of use. Fails
/// with refused where it does not though it should, and with environment where that cannot be found
/// out.
using TermsCheck =
    std::function<Result<void>(const auth::Identity& identity, const std::string& blob)>;

/// A device whose user signed in with a token may bring what it got from the page of the terms of
/// use, and has to where the issuer's users accept them (MS-MDE2 3.4.4.1.1.1). `check` is empty
/// where there are no terms. Refuses with Authorization and InvalidEnrollmentData.
Result<void, Refusal> check_terms(const auth::Identity& identity, const record::Record& record,
                                  const TermsCheck& check);

} // namespace mdm::enrollment
