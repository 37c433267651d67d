#pragma once

#include "config/audience.h"
#include "config/policy.h"
#include "core/time.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace mdm::config {

/// An extension with a value of the operator's: the octets, or a text in a UTF8String.
struct Extension {
    std::string oid;
    bool critical = false;
    std::string hex;  ///< of the octets of extnValue
    std::string text; ///< with variables; empty where there are octets
};

/// [profile] or one of [[profiles]]: what a certificate is like, and which keys are taken.
struct Profile {
    std::string name = "default";               ///< unique
    std::string issuer;                         ///< the name of an authority; empty: [authority]
    Audience audience = {.clients = {{"mdm"}}}; ///< `for`; its clients are always there
    bool approval = false;                      ///< whether somebody has to approve each request
    std::string subject = "CN={device}";        ///< RFC 4514 text with variables
    std::vector<std::string> alternative_names; ///< "upn:{user}", "dns:...", "email:...", "uri:..."
    /// "digital_signature", "non_repudiation", "key_encipherment", "data_encipherment",
    /// "key_agreement"
    std::vector<std::string> key_usages = {"digital_signature", "key_encipherment"};
    std::vector<std::string> extended_key_usages = {"1.3.6.1.5.5.7.3.2"};
    std::vector<std::string> crl_urls;
    std::vector<std::string> issuer_urls; ///< where the issuer's certificate is
    std::vector<std::string> ocsp_urls;
    std::vector<std::string> certificate_policies; ///< OIDs
    std::string practice_statement;                ///< URL; empty: none
    std::string security_identifier;               ///< text with variables; empty: none
    std::vector<Extension> extensions;
    std::vector<std::string> request_extensions; ///< OIDs of those that are taken from the request
    std::chrono::days validity{365};
    std::optional<Time> valid_until;  ///< in place of `validity`
    std::chrono::minutes backdate{5}; ///< how long before the signing a certificate begins
    std::vector<std::string> key_types = {"RSA", "EC"};
    unsigned rsa_bits = 2048; ///< the least, and what devices are asked for
    unsigned rsa_bits_max = 8192;
    std::vector<std::string> curves = {"P-256", "P-384", "P-521"};
    std::string hash = "sha256"; ///< what devices are asked for
    std::vector<std::string> request_hashes = {"sha256", "sha384", "sha512"};
    bool sha1_requests = false;         ///< whether a request may be signed with SHA-1
    std::vector<std::string> providers; ///< names of key storage providers, may be empty
    /// How long before its end a certificate is renewed; nothing: as [renewal] has it.
    std::optional<std::chrono::days> renewal;
    Policy policy;          ///< what is advertised besides
    bool is_default = true; ///< [profile]: for those whom no other is for
};

/// When a certificate that begins now ends.
Time end_of(const Profile& profile, Time now);

/// How messages call it: "[profile]", "[[profiles]] 'NAME'".
std::string table_of(const Profile& profile);

} // namespace mdm::config
