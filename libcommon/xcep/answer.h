#pragma once

#include "core/time.h"
#include "xcep/request.h"
#include "xcep/response.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::xcep {

/// What an operator says of the certificates that clients ask for. OIDs stand for themselves; in
/// the offer they get references.
struct Profile {
    /// All that needs no reference.
    Policy policy;
    std::string hash = "sha256";    ///< sha256, sha384, sha512 or sha1; told with schema 3 alone
    std::string oid = {};           ///< that identifies the policy; empty: that of the hash does
    std::string oid_name = {};      ///< empty: the common name
    std::string key_algorithm = {}; ///< OID; empty: the client chooses
    std::optional<RaRequirements> ra_requirements = {};
    std::vector<std::string> ra_usages = {};   ///< OIDs
    std::vector<std::string> ra_policies = {}; ///< OIDs
    std::string archival_algorithm = {};       ///< OID; empty: keys are not archived
    unsigned archival_bits = 0;
    struct Extension {
        std::string oid;
        bool critical;
        Bytes value; ///< octets of extnValue
    };
    std::vector<Extension> extensions = {};
    const Authority* authority = nullptr; ///< that issues; none: the client is not told
};

/// What GetPolicies tells of the service itself.
struct Service {
    std::string id = {};
    std::string friendly_name = {};
    std::optional<std::uint32_t> next_update_hours = {};
};

/// The policies of profiles, in their order, with the oIDs and the authorities that they need; each
/// OID of a group, and each authority, stands there once. The oID of the first hash has the
/// reference 0 and is the first policy's too where that has none, as the samples of MS-MDE2 have
/// it. Fails with environment on an unknown hash, and as `check`.
Result<Response> offer(const Service& service, std::span<const Profile> profiles);

/// What a request gets of an offer that is as it is since `last_change`: all of it; or that nothing
/// has changed since the client asked last (MS-XCEP 3.1.4.1.3.9), unless there is no `last_change`,
/// so that nobody knows; or the policies that its filter leaves, with the oIDs and authorities that
/// they need (MS-XCEP 3.1.4.1.3.14, 3.1.4.1.3.22).
Response answer(const Response& offered, const Request& request, std::optional<Time> last_change);

} // namespace mdm::xcep
