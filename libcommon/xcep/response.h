#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "xml/writer.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mdm::xcep {

/// The groups of an oID that policies refer to (MS-XCEP 3.1.4.1.3.16).
enum class OidGroup : unsigned {
    hash = 1,
    encryption = 2,
    public_key = 3,
    extension = 6,
    extended_key_usage = 7,
    certificate_policy = 8,
    enrollment = 9, ///< what identifies a policy
};

/// An object identifier, by whose reference policies name it (MS-XCEP 3.1.4.1.3.16).
struct Oid {
    std::string value; ///< dotted
    OidGroup group = OidGroup::hash;
    int reference = 0; ///< unique in the response
    std::string default_name;
};

/// Where certificates are asked for, and how who asks is known there (MS-XCEP 3.1.4.1.3.3).
struct Uri {
    unsigned client_authentication = 4; ///< 1 anonymous, 2 Kerberos, 4 password, 8 certificate
    std::string uri;
    std::optional<std::uint32_t> priority = {}; ///< the lowest is preferred
    bool renewal_only = false;
};

/// An authority (MS-XCEP 3.1.4.1.3.2).
struct Authority {
    std::vector<Uri> uris;
    Bytes certificate; ///< DER
    bool enroll_permission = true;
    int reference = 0; ///< unique in the response
};

/// An extension that certificates will have (MS-XCEP 3.1.4.1.3.11).
struct Extension {
    int oid_reference = 0; ///< of the group extension
    bool critical = false;
    Bytes value; ///< octets of extnValue
};

/// Signatures of registration authorities that a request needs (MS-XCEP 3.1.4.1.3.21).
struct RaRequirements {
    unsigned signatures = 0;
    std::vector<int> usages = {};   ///< Oids of the group extended_key_usage
    std::vector<int> policies = {}; ///< Oids of the group certificate_policy
};

/// How a private key is encrypted on its way to an archive (MS-XCEP 3.1.4.1.3.15).
struct KeyArchival {
    int algorithm_reference = 0; ///< an Oid of the group encryption
    unsigned key_length = 0;     ///< bits
};

/// What attestation of keys a device is asked for (MS-MDE2 3.3.4.1.1.2).
struct Attestation {
    std::string failure; ///< AttestationFailureBehavior
    std::chrono::seconds timeout{};
    struct Azure {
        std::string nonce;
        std::string relying_party;
        std::string endpoint;
    };
    std::optional<Azure> azure = {}; ///< of version 6.0
};

/// What a private key must be like (MS-XCEP 3.1.4.1.3.20).
struct Key {
    unsigned minimal_length = 0; ///< bits
    std::optional<std::uint32_t> spec = {};
    std::optional<std::uint32_t> usage_property = {};
    std::string permissions = {};                ///< SDDL
    std::optional<int> algorithm_reference = {}; ///< an Oid of the group public_key
    std::vector<std::string> providers = {};
};

/// A kind of certificate that a client may ask for (MS-XCEP 3.1.4.1.3.7, 3.1.4.1.3.1). Members
/// that are not there are nil in the answer, texts and lists where they are empty.
struct Policy {
    int oid_reference = 0;             ///< an Oid that identifies the policy
    std::vector<int> authorities = {}; ///< references
    std::string common_name;           ///< unique in the response
    unsigned schema = 3; ///< policySchema; for device management it must be 3 (MS-MDE2)
    std::chrono::seconds validity{};
    std::chrono::seconds renewal{}; ///< how long before its end a certificate is renewed
    bool auto_enroll = false;
    Key key = {};
    unsigned major_revision = 1;
    unsigned minor_revision = 0;
    std::vector<std::string> superseded = {}; ///< names of other policies
    std::optional<std::uint32_t> private_key_flags = {};
    std::optional<std::uint32_t> subject_name_flags = {};
    std::optional<std::uint32_t> enrollment_flags = {};
    std::optional<std::uint32_t> general_flags = {};
    std::optional<int> hash_reference = {}; ///< an Oid of the group hash
    std::optional<RaRequirements> ra_requirements = {};
    std::optional<KeyArchival> key_archival = {};
    std::vector<Extension> extensions = {};
    std::optional<Attestation> attestation = {};
};

/// What GetPolicies is answered with. No policies, no authorities and no oIDs are written as nil.
struct Response {
    std::string id = {};            ///< policyID
    std::string friendly_name = {}; ///< of the service
    std::optional<std::uint32_t> next_update_hours = {};
    bool not_changed = false; ///< what the client has is still good; then nothing else is told
    std::vector<Policy> policies = {};
    std::vector<Authority> authorities = {};
    std::vector<Oid> oids = {};
};

/// Whether each reference leads somewhere and each value is one that the protocol allows. Fails
/// with environment, since a response is made of the configuration, naming the policy.
Result<void> check(const Response& response);

/// Appends GetPoliciesResponse to the Body of an answer, in the order of the schema (MS-XCEP 6.2).
/// Fails as `check`, then nothing is appended.
Result<void> write(const Response& response, xml::Writer::Node body);

} // namespace mdm::xcep
