#pragma once

#include "core/time.h"
#include "soap/envelope.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mdm::xcep {

/// What GetPolicies asks for. Absent members were nil or empty or not there at all, as all of them
/// are where a device enrolls for management (MS-MDE2 3.3.4.1.1.1).
struct Request {
    std::optional<Time> last_update = {};              ///< what the client has is from then
    std::optional<std::string> language = {};          ///< which the answer should be in
    std::optional<std::vector<std::string>> oids = {}; ///< of the policies that are asked for
    std::optional<std::int32_t> client_version = {};   ///< beyond which policies are of no use
    std::optional<std::int32_t> server_version = {};
};

/// Limits of a filter: no client is known to ask for more than one policy.
constexpr std::size_t oids_max = 64;
constexpr std::size_t oid_max = 256;

/// Whether the body of the message is GetPolicies.
bool is_request(const soap::Envelope& envelope);

/// Reads the body of GetPolicies (MS-XCEP 3.1.4.1.2.1). `client` must be there, with something in
/// it, though that may be nil. Elements of extensions are passed over: devices tell of their TPM.
///
/// Fails with malformed on another body, an absent, nil or empty `client`, an element twice where
/// one is allowed, a value of the wrong type, and what exceeds the limits.
Result<Request> parse_request(const soap::Envelope& envelope);

} // namespace mdm::xcep
