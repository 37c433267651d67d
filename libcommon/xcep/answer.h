#pragma once

#include "core/time.h"
#include "xcep/request.h"
#include "xcep/response.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::xcep {

/// What an operator says of the certificates that devices ask for.
struct Profile {
    std::string common_name;
    unsigned minimal_key_length = 2048; ///< bits
    std::string hash = "sha256";        ///< sha256, sha384, sha512 or sha1
    std::chrono::seconds validity{};
    std::chrono::seconds renewal{}; ///< how long before its end a certificate is renewed
    std::vector<std::string> crypto_providers = {};
};

/// The one policy of a profile: policySchema 3, with the oID of the hash for the policy's too, as
/// the samples of MS-MDE2 have it. Fails with environment on an unknown hash and as `check`.
Result<Response> offer(const Profile& profile);

/// What a request gets of an offer that is as it is since `last_change`: all of it; or that nothing
/// has changed since the client asked last (MS-XCEP 3.1.4.1.3.9); or the policies that its filter
/// leaves, with the oIDs that they need (MS-XCEP 3.1.4.1.3.14, 3.1.4.1.3.22).
Response answer(const Response& offered, const Request& request, Time last_change);

} // namespace mdm::xcep
