#pragma once

#include "core/result.h"
#include "xml/writer.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mdm::xcep {

/// The groups of an oID that policies refer to (MS-XCEP 3.1.4.1.3.16).
enum class OidGroup : unsigned { hash = 1 };

/// An object identifier, by whose reference policies name it (MS-XCEP 3.1.4.1.3.16).
struct Oid {
    std::string value; ///< dotted
    OidGroup group = OidGroup::hash;
    int reference = 0; ///< unique in the response
    std::string default_name;
};

/// A kind of certificate that a client may ask for, and what its key must be like (MS-XCEP
/// 3.1.4.1.3.7, 3.1.4.1.3.1). All that is not here is nil in the answer.
struct Policy {
    int oid_reference = 0;   ///< an Oid that identifies the policy
    std::string common_name; ///< unique in the response
    unsigned schema = 3;     ///< policySchema; for device management it must be 3 (MS-MDE2)
    std::chrono::seconds validity{};
    std::chrono::seconds renewal{};
    unsigned minimal_key_length = 0; ///< bits
    std::vector<std::string> crypto_providers = {};
    std::optional<std::uint32_t> private_key_flags = {}; ///< MS-XCEP 3.1.4.1.3.1
    std::optional<int> hash_reference = {};              ///< an Oid of the group hash
};

/// What GetPolicies is answered with. No policies and no oIDs are written as nil.
struct Response {
    bool not_changed = false; ///< what the client has is still good; then nothing else is told
    std::vector<Policy> policies = {};
    std::vector<Oid> oids = {};
};

/// Whether each reference leads somewhere and each value is one that the protocol allows. Fails
/// with environment, since a response is made of the configuration, naming the policy.
Result<void> check(const Response& response);

/// Appends GetPoliciesResponse to the Body of an answer, in the order of the schema (MS-XCEP 6.2).
/// Fails as `check`, then nothing is appended.
Result<void> write(const Response& response, xml::Writer::Node body);

} // namespace mdm::xcep
