#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mdm::config {

/// Attestation of keys that devices are asked for (MS-MDE2 3.3.4.1.1.2).
struct Attestation {
    std::string failure = "RetryOnError"; ///< AttestationFailureBehavior
    std::chrono::seconds timeout{100};    ///< OperationTimeout
    struct Azure {
        std::string nonce;
        std::string relying_party;
        std::string endpoint;
    };
    std::optional<Azure> azure = {}; ///< of version 6.0; it has the two above too
};

/// `policy` of a profile: what GetPolicies tells of it besides what is enforced (MS-XCEP
/// 3.1.4.1.3.1). What is not there is nil in the answer.
struct Policy {
    bool advertised = true;
    std::string oid; ///< that identifies the policy; empty: that of the hash does
    std::string oid_name;
    unsigned schema = 3;
    unsigned major_revision = 1;
    unsigned minor_revision = 0;
    bool auto_enroll = false;
    std::optional<std::uint32_t> key_spec = {}; ///< 1 AT_KEYEXCHANGE, 2 AT_SIGNATURE
    std::optional<std::uint32_t> key_usage_property = {};
    std::string key_permissions; ///< SDDL
    std::optional<std::uint32_t> private_key_flags = {};
    std::optional<std::uint32_t> subject_name_flags = {};
    std::optional<std::uint32_t> enrollment_flags = {};
    std::optional<std::uint32_t> general_flags = {};
    std::vector<std::string> supersedes; ///< names of other policies
    std::optional<unsigned> ra_signatures = {};
    std::vector<std::string> ra_usages;   ///< OIDs
    std::vector<std::string> ra_policies; ///< OIDs
    std::string archival_algorithm;       ///< OID; empty: keys are not archived
    unsigned archival_bits = 0;
    bool tells_extensions = false; ///< those that are the same in every certificate
    std::optional<Attestation> attestation = {};
};

/// A place where certificates are asked for (MS-XCEP 3.1.4.1.3.3).
struct EnrollmentUri {
    unsigned client_authentication = 4; ///< 1 anonymous, 2 Kerberos, 4 password, 8 certificate
    std::string uri;                    ///< empty: [service] enrollment_url
    std::optional<std::uint32_t> priority = {}; ///< the lowest is preferred; none: its place
    bool renewal_only = false;
};

/// [policy]: what GetPolicies tells of the service.
struct PolicyService {
    std::string id;
    std::string friendly_name;
    std::optional<std::uint32_t> next_update_hours = {};
    std::vector<EnrollmentUri> uris; ///< none: no authorities are told
};

} // namespace mdm::config
